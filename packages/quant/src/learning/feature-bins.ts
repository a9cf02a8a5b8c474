import type { Matrix } from '../linear/matrix.js';
import { requireInteger } from '../parameters.js';

/** Features as small integers, so that a split is found by counting instead of sorting. */
export interface FeatureBins {
  readonly rows: number;
  /**
   * Per feature the upper ends of its bins but the last, ascending: bin b holds the values above `edges[b − 1]` and not
   * above `edges[b]`.
   */
  readonly edges: readonly Float64Array[];
  /** Per feature the smallest and the largest value in each bin; empty for a feature without values. */
  readonly lowest: readonly Float64Array[];
  readonly highest: readonly Float64Array[];
  /** Per feature the bin of each row; a missing value (NaN) has the bin after the last, `edges.length + 1`. */
  readonly codes: readonly (Uint8Array | Uint16Array)[];
  /** Per feature whether a row has no value. */
  readonly missing: readonly boolean[];
  /** Bins kept per feature in a histogram, the one of missing values included. */
  readonly width: number;
}

/**
 * Cuts every feature into at most `maxBins` bins. With no more distinct values than that each has its own, and edges lie
 * half way between neighbours; otherwise the bins hold about equally many rows. Edges follow from the order of the values,
 * so that a monotone change of a feature leaves every bin's rows as they are.
 * @param maxBins 2 to 65,534
 * @throws RangeError on a maxBins out of range or an infinite value
 */
export function binFeatures(x: Matrix, maxBins: number): FeatureBins {
  requireInteger('binFeatures', 'maxBins', maxBins, 2);
  if (maxBins > 65534) throw new RangeError(`binFeatures: maxBins must be at most 65534, got ${maxBins}`);
  const cuts: Cuts[] = [];
  const codes: (Uint8Array | Uint16Array)[] = [];
  const missing: boolean[] = [];
  for (let j = 0; j < x.cols; j++) {
    const values = new Float64Array(x.rows);
    for (let i = 0; i < x.rows; i++) values[i] = x.data[i * x.cols + j]!;
    const cut = cutsOf(values, maxBins, j);
    const { code, holes } = codesOf(values, cut.edges);
    cuts.push(cut);
    codes.push(code);
    missing.push(holes);
  }
  const most = cuts.reduce((a, { edges }) => Math.max(a, edges.length), 0);
  return {
    rows: x.rows,
    edges: cuts.map(({ edges }) => edges),
    lowest: cuts.map(({ lowest }) => lowest),
    highest: cuts.map(({ highest }) => highest),
    codes,
    missing,
    width: most + 2,
  };
}

/** A number from `a` to below `b`, half way between them where there is one. */
export function between(a: number, b: number): number {
  const middle = a / 2 + b / 2;
  return middle >= b || middle < a ? a : middle;
}

/** One feature's edges, and the values its bins reach over. */
interface Cuts {
  readonly edges: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

function cutsOf(values: Float64Array, maxBins: number, feature: number): Cuts {
  const sorted = Float64Array.from(values).sort();
  let n = sorted.length;
  while (n > 0 && Number.isNaN(sorted[n - 1]!)) n--;
  if (n > 0 && (sorted[0] === -Infinity || sorted[n - 1] === Infinity)) {
    throw new RangeError(`binFeatures: feature ${feature} has an infinite value`);
  }
  let distinct = n > 0 ? 1 : 0;
  for (let i = 1; i < n; i++) if (sorted[i]! > sorted[i - 1]!) distinct++;
  const every = distinct <= maxBins;
  const [edges, lowest, highest]: [number[], number[], number[]] = [[], n > 0 ? [sorted[0]!] : [], []];
  for (let i = 1; i < n; i++) {
    const [a, b] = [sorted[i - 1]!, sorted[i]!];
    // The i values so far fill `edges.length + 1` of the bins.
    if (!(b > a) || !(every || i * maxBins >= n * (edges.length + 1))) continue;
    edges.push(between(a, b));
    highest.push(a);
    lowest.push(b);
    if (edges.length === maxBins - 1) break;
  }
  if (n > 0) highest.push(sorted[n - 1]!);
  return {
    edges: Float64Array.from(edges),
    lowest: Float64Array.from(lowest),
    highest: Float64Array.from(highest),
  };
}

function codesOf(values: Float64Array, edges: Float64Array): { code: Uint8Array | Uint16Array; holes: boolean } {
  const last = edges.length;
  const code = last + 1 < 256 ? new Uint8Array(values.length) : new Uint16Array(values.length);
  let holes = false;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      code[i] = last + 1;
      holes = true;
      continue;
    }
    let lo = 0;
    let hi = last;
    while (lo < hi) {
      const middle = (lo + hi) >>> 1;
      if (value <= edges[middle]!) hi = middle;
      else lo = middle + 1;
    }
    code[i] = lo;
  }
  return { code, holes };
}
