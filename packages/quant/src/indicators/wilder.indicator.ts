import { requireInteger } from '../parameters.js';
import { firstDefined, toColumn, type Series } from '../series.js';
import { emaFrom } from './ema.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';
import type { SeriesStream } from './series-stream.js';
import { ExponentialStream } from './ema.stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Wilder's moving average (also SMMA or RMA): exponential with smoothing 1/n, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 1
 * @returns same length; NaN before bar n − 1, which holds the mean of the first n values
 * @throws RangeError when n is not an integer ≥ 1
 */
export function wilder(x: Series, n: number): Float64Array {
  requireInteger('wilder', 'n', n, 1);
  return perRun([toColumn(x)], (column) => emaFrom(column, n, firstDefined(column), 1 / n));
}

/**
 * Streaming {@link wilder}.
 * @throws RangeError when a parameter is out of range
 */
export function createWilder(n: number): SeriesStream {
  return restarting(() => new ExponentialStream(requireInteger('wilder', 'n', n, 1), 1 / n));
}

export const wilderIndicator = defineIndicator({
  name: 'wilder',
  title: "Wilder's moving average",
  group: 'average',
  inputs: ['close'],
  params: [period('n', 14)],
  outputs: ['wilder'],
  warmup: ({ n }) => n - 1,
  formula: 'y ← y + (x − y)/n, seeded with the mean of the first n values',
  source: 'J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  compute: wilder,
  stream: createWilder,
});
