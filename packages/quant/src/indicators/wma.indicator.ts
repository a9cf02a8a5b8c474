import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createWma } from './wma.stream.js';

/**
 * Linearly weighted moving average: weights n for the newest value down to 1 for the oldest, in the unit of `x`.
 * O(1) a bar; both running sums are taken around an anchor that is renewed every `max(64, 2n)` bars, after `n` equal
 * values, and when the total has become small against what was summed.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function wma(x: Series, n: number): Float64Array {
  return wmaKernel(toColumn(x), requireInteger('wma', 'n', n, 1));
}

function wmaKernel(x: Float64Array, n: number): Float64Array {
  n |= 0;
  const length = x.length;
  const start = firstDefined(x);
  const first = start + n - 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const k = 2 / (n * (n + 1));
  const block = n > 32 ? 2 * n : 64;
  let anchor = 0;
  let sum = 0;
  let weighted = 0;
  let peak = 0;
  let age = block;
  let run = 1;
  for (let i = start + 1; i < first; i++) run = x[i] === x[i - 1]! ? run + 1 : 1;
  for (let i = first; i < length; i++) {
    const value = x[i]!;
    if (i > start) run = value === x[i - 1]! ? run + 1 : 1;
    if (age < block && run !== n) {
      weighted += n * (value - anchor) - sum;
      sum += value - x[i - n]!;
      if (n * Math.abs(sum) > peak) peak = n * Math.abs(sum);
      age = Math.abs(anchor / k + weighted) < 1e-3 * peak ? block : age + 1;
    } else age = block;
    if (age === block) {
      anchor = value;
      sum = 0;
      weighted = 0;
      age = 0;
      const oldest = i - n + 1;
      for (let j = oldest; j < i; j++) {
        const y = x[j]! - anchor;
        sum += y;
        weighted += (j - oldest + 1) * y;
      }
      peak = n * Math.abs(sum);
    }
    out[i] = anchor + weighted * k;
  }
  return out;
}

export const wmaIndicator = defineIndicator({
  name: 'wma',
  title: 'Linearly weighted moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['wma'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ k·x_(t−n+k) / (n(n+1)/2), k = 1…n',
  source: TA_LIB,
  compute: wma,
  stream: createWma,
});
