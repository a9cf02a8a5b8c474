import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createWma } from './wma.stream.js';
import { markGap, perRun } from './per-run.js';

/**
 * Linearly weighted moving average: weights n for the newest value down to 1 for the oldest, in the unit of `x`.
 * O(1) a bar; the sums of a window are put together from two blocks as in `rollingAnchored`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function wma(x: Series, n: number): Float64Array {
  requireInteger('wma', 'n', n, 1);
  return perRun([toColumn(x)], (column) => wmaKernel(column, n));
}

function wmaKernel(x: Float64Array, n: number): Float64Array {
  n |= 0;
  const length = x.length;
  const first = firstDefined(x) + n - 1;
  const out = columnFrom(length, first);
  const rest = new Float64Array(n + 1);
  const k = 2 / (n * (n + 1));
  let seen = 0;
  for (let block = first; block < length; block += n) {
    const anchor = x[block]!;
    let sum = 0;
    let weighted = 0;
    for (let j = n - 1; j > 0; j--) {
      sum += x[block - n + j]! - anchor;
      weighted += sum;
      rest[j] = weighted;
    }
    seen += sum;
    const size = block + n < length ? n : length - block;
    sum = 0;
    weighted = 0;
    for (let j = 0; j < size; j++) {
      const u = x[block + j]! - anchor;
      sum += u;
      weighted += (j + 1) * u;
      out[block + j] = anchor + (rest[j + 1]! + weighted + (n - 1 - j) * sum) * k;
    }
    seen += sum;
  }
  markGap(out, Number.isNaN(seen), x);
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
