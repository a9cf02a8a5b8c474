import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { relativeChange } from './roc.indicator.js';

/**
 * TRIX: one-bar rate of change of a triple exponential average, in percent.
 * @param x values; a NaN prefix is skipped
 * @param n period of each pass in bars, ≥ 1; default 15
 * @returns same length; NaN before bar 3(n − 1) + 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function trix(x: Series, n = 15): Float64Array {
  requireInteger('trix', 'n', n, 1);
  return relativeChange(ema(ema(ema(toColumn(x), n), n), n), 1, 100);
}

export const trixIndicator = defineIndicator({
  name: 'trix',
  title: 'TRIX',
  inputs: ['close'],
  params: [period('n', 15)],
  outputs: ['trix'],
  warmup: ({ n }) => 3 * (n - 1) + 1,
  formula: 'ROC(EMA(EMA(EMA(x))), 1)',
  source: `${TA_LIB}; J. Hutson`,
  compute: trix,
});
