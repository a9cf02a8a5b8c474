import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { sma } from './sma.indicator.js';
import { createSma } from './sma.stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Triangular moving average: weights rise to the middle of the window and fall again, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function trima(x: Series, n: number): Float64Array {
  requireInteger('trima', 'n', n, 1);
  const half = Math.floor((n + 1) / 2);
  return sma(sma(toColumn(x), half), n + 1 - half);
}

/**
 * Streaming {@link trima}.
 * @throws RangeError when a parameter is out of range
 */
export function createTrima(n: number): SeriesStream {
  requireInteger('trima', 'n', n, 1);
  return restarting(() => {
    const half = Math.floor((n + 1) / 2);
    const first = createSma(half);
    const second = createSma(n + 1 - half);
    return { next: (value) => second.next(first.next(value)) };
  });
}

export const trimaIndicator = defineIndicator({
  name: 'trima',
  title: 'Triangular moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['trima'],
  warmup: ({ n }) => n - 1,
  formula: 'SMA(SMA(x, ⌊(n+1)/2⌋), n + 1 − ⌊(n+1)/2⌋)',
  source: TA_LIB,
  compute: trima,
  stream: createTrima,
});
