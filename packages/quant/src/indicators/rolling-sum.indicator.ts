import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { AnchoredStream } from './sma.stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

/**
 * Sum of the last `n` values. Nothing is ever subtracted from a running total, so neither an offset nor a spike that has
 * left the window leaves rounding noise behind.
 * @param x values, any unit; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1 (counted from the first defined input)
 * @throws RangeError when n is not an integer ≥ 1
 */
export function rollingSum(x: Series, n: number): Float64Array {
  requireInteger('rollingSum', 'n', n, 1);
  return perRun([toColumn(x)], (column) => rollingAnchored(column, n, n));
}

/**
 * Rolling sum times `scale`/n: scale n gives sums, scale 1 means. The kernel of `rollingSum` and `sma`.
 * Within blocks of `n` bars the window is the rest of the previous block and the beginning of the current one (van Herk
 * 1992, there for extremes), so that three additions a bar sum it exactly as if anew. Values are taken less the block's
 * first one, which every window of the block holds: equal values give exactly that value.
 */
export function rollingAnchored(x: Float64Array, n: number, scale: number): Float64Array {
  n |= 0;
  scale = +scale;
  const length = x.length | 0;
  const first = (firstDefined(x) + n - 1) | 0;
  const out = columnFrom(length, first);
  const rest = new Float64Array(n + 1);
  const k = scale / n;
  let seen = 0;
  for (let block = first; block < length; block = (block + n) | 0) {
    const anchor = x[block]!;
    const base = scale * anchor;
    let sum = 0;
    let i = (block - 1) | 0;
    let j = (n - 1) | 0;
    // Four rows a turn, read before anything is written: row by row, the checks of a row take as long as its sums.
    for (; j >= 4; i = (i - 4) | 0, j = (j - 4) | 0) {
      const u1 = x[i]! - anchor;
      const u2 = x[(i - 1) | 0]! - anchor;
      const u3 = x[(i - 2) | 0]! - anchor;
      const u4 = x[(i - 3) | 0]! - anchor;
      rest[j] = sum += u1;
      rest[(j - 1) | 0] = sum += u2;
      rest[(j - 2) | 0] = sum += u3;
      rest[(j - 3) | 0] = sum += u4;
    }
    for (; j > 0; i = (i - 1) | 0, j = (j - 1) | 0) rest[j] = sum += x[i]! - anchor;
    seen += sum;
    const end = ((block + n) | 0) < length ? (block + n) | 0 : length;
    sum = 0;
    i = block;
    j = 1;
    for (const last = (end - 4) | 0; i <= last; i = (i + 4) | 0, j = (j + 4) | 0) {
      const u1 = x[i]! - anchor;
      const u2 = x[(i + 1) | 0]! - anchor;
      const u3 = x[(i + 2) | 0]! - anchor;
      const u4 = x[(i + 3) | 0]! - anchor;
      const rest1 = rest[j]!;
      const rest2 = rest[(j + 1) | 0]!;
      const rest3 = rest[(j + 2) | 0]!;
      const rest4 = rest[(j + 3) | 0]!;
      sum += u1;
      out[i] = base + (rest1 + sum) * k;
      sum += u2;
      out[(i + 1) | 0] = base + (rest2 + sum) * k;
      sum += u3;
      out[(i + 2) | 0] = base + (rest3 + sum) * k;
      sum += u4;
      out[(i + 3) | 0] = base + (rest4 + sum) * k;
    }
    for (; i < end; i = (i + 1) | 0, j = (j + 1) | 0) {
      sum += x[i]! - anchor;
      out[i] = base + (rest[j]! + sum) * k;
    }
    seen += sum;
  }
  markGap(out, Number.isNaN(seen), x);
  return out;
}

/**
 * Streaming {@link rollingSum}.
 * @throws RangeError when a parameter is out of range
 */
export function createRollingSum(n: number): SeriesStream {
  return restarting(() => new AnchoredStream(requireInteger('rollingSum', 'n', n, 1), n));
}

export const rollingSumIndicator = defineIndicator({
  name: 'rollingSum',
  title: 'Rolling sum',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['rollingSum'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ x over the last n bars',
  source: 'TA-Lib 0.4.0 SUM',
  compute: rollingSum,
  stream: createRollingSum,
});
