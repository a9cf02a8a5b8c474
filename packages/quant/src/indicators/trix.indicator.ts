import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { roc } from './roc.indicator.js';
import type { SeriesStream } from './series-stream.js';
import { createEma } from './ema.stream.js';
import { createRoc } from './roc.stream.js';
import { restarting } from './restarting.js';

/**
 * TRIX: one-bar rate of change of a triple exponential average, in percent.
 * @param x values; a NaN prefix is skipped
 * @param n period of each pass in bars, ≥ 1; default 15
 * @returns same length; NaN before bar 3(n − 1) + 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function trix(x: Series, n = 15): Float64Array {
  requireInteger('trix', 'n', n, 1);
  return roc(ema(ema(ema(toColumn(x), n), n), n), 1);
}

/**
 * Streaming {@link trix}.
 * @throws RangeError when a parameter is out of range
 */
export function createTrix(n = 15): SeriesStream {
  return restarting(() => {
    const first = createEma(requireInteger('trix', 'n', n, 1));
    const second = createEma(n);
    const third = createEma(n);
    const change = createRoc(1);
    return { next: (value) => change.next(third.next(second.next(first.next(value)))) };
  });
}

export const trixIndicator = defineIndicator({
  name: 'trix',
  title: 'TRIX',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 15)],
  outputs: ['trix'],
  warmup: ({ n }) => 3 * (n - 1) + 1,
  formula: 'ROC(EMA(EMA(EMA(x))), 1)',
  source: `${TA_LIB}; J. Hutson`,
  compute: trix,
  stream: createTrix,
});
