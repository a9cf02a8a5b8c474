import { log } from '../elementary/index.js';
import { requireInteger, requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { columnMoments, requireFinite } from './observations.js';

/** How a series is cut. */
export interface PeltOptions {
  /** Cost of one more change; default 3·log n, the Bayesian information criterion for a place, a mean and a variance. */
  readonly penalty?: number;
  /** Fewest observations between two changes; default 10, at least 2. */
  readonly minLength?: number;
  /** Least variance of a segment, as a share of the sample variance; default 1e-3. */
  readonly varianceFloor?: number;
}

/**
 * Changes of mean or variance: the segmentation of least Σ −2 log-likelihood (normal, own mean and variance in each
 * segment) + penalty × changes, found exactly by PELT (Killick, Fearnhead and Eckley 2012). It looks at all
 * observations: the last segments may be drawn differently once more are known.
 * Expected cost O(n) when changes are many, O(n²) at worst.
 * @returns the first index of each segment after the first, ascending; empty for a constant or too short series
 * @throws RangeError on a value that is not finite or an option out of range
 */
export function changePoints(x: Series, options: PeltOptions = {}): Int32Array {
  const data = toColumn(x);
  const n = data.length;
  const { penalty = 3 * log(Math.max(2, n)), minLength = 10, varianceFloor = 1e-3 } = options;
  requireFinite('changePoints', data);
  requireNumber('changePoints', 'penalty', penalty, 0);
  requireInteger('changePoints', 'minLength', minLength, 2);
  requireNumber('changePoints', 'varianceFloor', varianceFloor, 0);
  const { means, variances } = columnMoments({ rows: n, cols: 1, data });
  const unit = Math.sqrt(variances[0]!);
  if (n < 2 * minLength || !(unit > 1e-12 * Math.abs(means[0]!))) return new Int32Array(0);
  // Sums of standardised values: a segment's variance is a difference of them.
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const z = (data[i]! - means[0]!) / unit;
    sums[i + 1] = sums[i]! + z;
    squares[i + 1] = squares[i]! + z * z;
  }
  const floor = Math.max(varianceFloor, 1e-12);
  const logFloor = log(floor);
  const cost = (from: number, to: number): number => {
    const length = to - from;
    const mean = (sums[to]! - sums[from]!) / length;
    const variance = (squares[to]! - squares[from]!) / length - mean * mean;
    if (variance > floor) return length * (log(variance) + 1);
    return length * (logFloor + (variance > 0 ? variance / floor : 0));
  };
  const best = new Float64Array(n + 1).fill(Infinity);
  const previous = new Int32Array(n + 1);
  best[0] = -penalty;
  let candidates = [0];
  const reached = new Float64Array(n + 1);
  // A start that is behind by the penalty at `to` is never the best again once a segment can begin at `to` and end.
  const uselessFrom = new Float64Array(n + 1).fill(Infinity);
  for (let to = minLength; to <= n; to++) {
    for (const from of candidates) {
      const value = best[from]! + cost(from, to) + penalty;
      reached[from] = value;
      if (value < best[to]!) [best[to], previous[to]] = [value, from];
    }
    for (const from of candidates) {
      if (reached[from]! - penalty > best[to]!) uselessFrom[from] = Math.min(uselessFrom[from]!, to + minLength);
    }
    candidates = candidates.filter((from) => uselessFrom[from]! > to + 1);
    if (to - minLength + 1 >= minLength) candidates.push(to - minLength + 1);
  }
  const found: number[] = [];
  for (let at = previous[n]!; at > 0; at = previous[at]!) found.push(at);
  return Int32Array.from(found.reverse());
}
