import { columnFrom, firstDefined } from '../series.js';

/** Rolling mean and sum of squared deviations from it. */
export interface RollingMoments {
  readonly mean: Float64Array;
  /** Σ(x − mean)², never negative; exactly 0 for n equal values. */
  readonly squares: Float64Array;
}

/**
 * Mean and squared deviations of the last `n` values in O(1) a bar, NaN before bar n − 1 of the defined part.
 * Deviations are updated by difference around an anchor (Welford's rolling form) and recomputed exactly from the window
 * every `max(64, 2n)` bars, after `n` equal values, and when they have shrunk a hundredfold since; so neither an offset
 * of 1e9 nor a spike that has left the window costs digits.
 */
export function rollingMoments(x: Float64Array, n: number): RollingMoments {
  n |= 0;
  const length = x.length;
  const start = firstDefined(x);
  const first = start + n - 1;
  const mean = columnFrom(length, first);
  const squares = columnFrom(length, first);
  if (first >= length) return { mean, squares };
  const k = 1 / n;
  const block = n > 32 ? 2 * n : 64;
  let anchor = 0;
  let sum = 0;
  let m2 = 0;
  let peak = 0;
  let age = block;
  let run = 1;
  for (let i = start + 1; i < first; i++) run = x[i] === x[i - 1]! ? run + 1 : 1;
  for (let i = first; i < length; i++) {
    const value = x[i]!;
    if (i > start) run = value === x[i - 1]! ? run + 1 : 1;
    if (age < block && run !== n) {
      const left = x[i - n]!;
      const change = value - left;
      const before = sum;
      sum += change;
      m2 += change * (value - anchor + (left - anchor) - (sum + before) * k);
      age++;
      if (m2 > peak) peak = m2;
      else if (m2 < 0.01 * peak) age = block;
    } else age = block;
    if (age === block) {
      anchor = value;
      sum = 0;
      for (let j = i - n + 1; j < i; j++) sum += x[j]! - anchor;
      const centre = sum * k;
      m2 = 0;
      for (let j = i - n + 1; j <= i; j++) {
        const deviation = x[j]! - anchor - centre;
        m2 += deviation * deviation;
      }
      peak = m2;
      age = 0;
    }
    mean[i] = anchor + sum * k;
    squares[i] = m2 > 0 ? m2 : 0;
  }
  return { mean, squares };
}
