import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingMaximum, rollingMinimum } from './rolling-extreme.js';
import type { SeriesStream } from './series-stream.js';
import { ExtremeStream } from './extreme-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Middle between the highest and the lowest of the last `n` values, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function midpoint(x: Series, n: number): Float64Array {
  requireInteger('midpoint', 'n', n, 1);
  return perRun([toColumn(x)], (column) => {
    const out = rollingMaximum(column, n);
    const low = rollingMinimum(column, n);
    for (let i = 0; i < out.length; i++) out[i] = (out[i]! + low[i]!) / 2;
    return out;
  });
}

/**
 * Streaming {@link midpoint}.
 * @throws RangeError when a parameter is out of range
 */
export function createMidpoint(n: number): SeriesStream {
  return restarting(() => {
    const top = new ExtremeStream(requireInteger('midpoint', 'n', n, 1), 1);
    const bottom = new ExtremeStream(n, -1);
    return { next: (value) => (top.next(value) + bottom.next(value)) / 2 };
  });
}

export const midpointIndicator = defineIndicator({
  name: 'midpoint',
  title: 'Midpoint',
  group: 'price',
  inputs: ['close'],
  params: [period('n', 14)],
  outputs: ['midpoint'],
  warmup: ({ n }) => n - 1,
  formula: '(highest + lowest)/2 of the last n values',
  source: TA_LIB,
  compute: midpoint,
  stream: createMidpoint,
});
