import { square } from '../elementary/index.js';
import { requireEqualLengths, requireNumber } from '../parameters.js';

/** The series standardised to mean 0 and length 1; null for one that does not vary. */
function directionsOf(where: string, returns: readonly Float64Array[]): (Float64Array | null)[] {
  requireEqualLengths(where, ...returns);
  if (returns.some((x) => !x.every(Number.isFinite))) throw new RangeError(`${where}: every return must be finite`);
  return returns.map(directionOf);
}

function directionOf(x: Float64Array): Float64Array | null {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  let squares = 0;
  for (const value of x) squares += square(value - mean);
  const length = Math.sqrt(squares);
  return length < 1e-12 ? null : x.map((value) => (value - mean) / length);
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * Groups of trials that are much the same: average-linkage clusters of the correlation of their returns, merged while
 * the mean correlation between two clusters is at least `correlation` (default .5). Trials that do not vary are in no
 * cluster. The number of clusters is an effective number of independent trials, after López de Prado (2018).
 *
 * Costs trials² × rows / 2.
 * @returns the clusters, each ascending, in the order of their first trial
 * @throws RangeError on unequal lengths, a return that is not finite, or a correlation below −1
 */
export function trialClusters(returns: readonly Float64Array[], correlation = 0.5): number[][] {
  requireNumber('trialClusters', 'correlation', correlation, -1);
  const directions = directionsOf('trialClusters', returns);
  let clusters = directions.flatMap((each, j) => (each === null ? [] : [[j]]));
  const n = clusters.length;
  const alike = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = inner(directions[clusters[i]![0]!]!, directions[clusters[j]![0]!]!);
      alike[i * n + j] = value;
      alike[j * n + i] = value;
    }
  }
  const alive = Array.from({ length: n }, () => true);
  const nearest = Array.from({ length: n }, () => -1);
  const findNearest = (i: number) => {
    nearest[i] = -1;
    for (let j = 0; j < n; j++) {
      if (j === i || !alive[j]) continue;
      if (nearest[i] === -1 || alike[i * n + j]! > alike[i * n + nearest[i]!]!) nearest[i] = j;
    }
  };
  for (let i = 0; i < n; i++) findNearest(i);
  for (;;) {
    let a = -1;
    for (let i = 0; i < n; i++) {
      if (!alive[i] || nearest[i] === -1) continue;
      if (a === -1 || alike[i * n + nearest[i]!]! > alike[a * n + nearest[a]!]!) a = i;
    }
    if (a === -1 || alike[a * n + nearest[a]!]! < correlation) break;
    const b = nearest[a]!;
    const [sizeA, sizeB] = [clusters[a]!.length, clusters[b]!.length];
    alive[b] = false;
    clusters[a] = [...clusters[a]!, ...clusters[b]!];
    for (let j = 0; j < n; j++) {
      if (!alive[j] || j === a) continue;
      const value = (sizeA * alike[a * n + j]! + sizeB * alike[b * n + j]!) / (sizeA + sizeB);
      alike[a * n + j] = value;
      alike[j * n + a] = value;
    }
    findNearest(a);
    for (let j = 0; j < n; j++) if (alive[j] && j !== a && (nearest[j] === a || nearest[j] === b)) findNearest(j);
    for (let j = 0; j < n; j++) {
      if (alive[j] && j !== a && alike[j * n + a]! > alike[j * n + nearest[j]!]!) nearest[j] = a;
    }
  }
  clusters = clusters.filter((_, i) => alive[i]);
  for (const cluster of clusters) cluster.sort((x, y) => x - y);
  return clusters.sort((x, y) => x[0]! - y[0]!);
}

/**
 * Trials that are distinct: each is kept unless its returns correlate with those of one kept before at `correlation`
 * (default .999) or more. Trials that do not vary are left out.
 * @returns indices, ascending
 * @throws RangeError on unequal lengths, a return that is not finite, or a correlation below −1
 */
export function distinctTrials(returns: readonly Float64Array[], correlation = 0.999): number[] {
  requireNumber('distinctTrials', 'correlation', correlation, -1);
  const kept: { readonly index: number; readonly direction: Float64Array }[] = [];
  directionsOf('distinctTrials', returns).forEach((direction, index) => {
    if (direction === null) return;
    if (kept.some((other) => inner(direction, other.direction) >= correlation)) return;
    kept.push({ index, direction });
  });
  return kept.map(({ index }) => index);
}
