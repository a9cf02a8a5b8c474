import { toColumn, type Series } from '../series.js';

/** What most statistics of a series of returns are made of. */
export interface SampleMoments {
  /** Number of values. */
  readonly n: number;
  /** NaN without values. */
  readonly mean: number;
  /** Central moments ÷ n: of the second, third and fourth power. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** Σ min(0, x − target)² ÷ n. */
  readonly shortfall: number;
}

/**
 * Values a kernel is given at once. A loop that runs for the whole of a long series is optimised while it runs, without what
 * comes after it, and falls back there, every time; a function that returns often is optimised as a whole.
 */
const block = 4096;

/**
 * Mean, central moments and shortfall below `target` (default 0) of a series in three passes: to the last bit what `mean`,
 * `variance`, `skewness`, `kurtosis` and `downsideDeviation` compute in a dozen.
 */
export function sampleMoments(x: Series, target = 0): SampleMoments {
  const column = toColumn(x);
  const n = column.length;
  const sums = new Float64Array(3);
  for (let from = 0; from < n; from += block) addValues(column, from, Math.min(n, from + block), target, sums);
  const rough = sums[0]! / n;
  const shortfall = sums[1]! / 4 / n;
  sums.fill(0);
  for (let from = 0; from < n; from += block) addDeviations(column, from, Math.min(n, from + block), rough, sums);
  const mean = rough + sums[0]! / n;
  sums.fill(0);
  for (let from = 0; from < n; from += block) addPowers(column, from, Math.min(n, from + block), mean, sums);
  return { n, mean, m2: sums[0]! / n, m3: sums[1]! / n, m4: sums[2]! / n, shortfall };
}

/** Adds values, and four times their squared shortfalls. */
function addValues(column: Float64Array, from: number, to: number, target: number, sums: Float64Array): void {
  let total = sums[0]!;
  let short = sums[1]!;
  for (let i = from; i < to; i++) {
    const value = column[i]!;
    total += value;
    // Twice the shortfall, or 0: without a branch, which half of the values would take.
    const above = value - target;
    const twice = above - Math.abs(above);
    short += twice * twice;
  }
  sums[0] = total;
  sums[1] = short;
}

/** Adds deviations from a centre. */
function addDeviations(column: Float64Array, from: number, to: number, centre: number, sums: Float64Array): void {
  let rest = sums[0]!;
  for (let i = from; i < to; i++) rest += column[i]! - centre;
  sums[0] = rest;
}

/** Adds the second, third and fourth powers of deviations from a centre. */
function addPowers(column: Float64Array, from: number, to: number, centre: number, sums: Float64Array): void {
  let second = sums[0]!;
  let third = sums[1]!;
  let fourth = sums[2]!;
  for (let i = from; i < to; i++) {
    const d = column[i]! - centre;
    const square = d * d;
    second += square;
    third += square * d;
    fourth += square * square;
  }
  sums[0] = second;
  sums[1] = third;
  sums[2] = fourth;
}
