import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';

/**
 * Zero-lag exponential moving average: EMA of 2x − x_lag with lag ⌊(n − 1)/2⌋, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 1; default 20
 * @returns same length; NaN before bar ⌊(n − 1)/2⌋ + n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function zlema(x: Series, n = 20): Float64Array {
  const column = toColumn(x);
  requireInteger('zlema', 'n', n, 1);
  const lag = Math.floor((n - 1) / 2);
  const first = firstDefined(column) + lag;
  const ahead = columnFrom(column.length, first);
  for (let i = first; i < ahead.length; i++) ahead[i] = 2 * column[i]! - column[i - lag]!;
  return ema(ahead, n);
}

export const zlemaIndicator = defineIndicator({
  name: 'zlema',
  title: 'Zero-lag exponential moving average',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['zlema'],
  warmup: ({ n }) => Math.floor((n - 1) / 2) + n - 1,
  formula: 'EMA(2x − x_lag, n), lag = ⌊(n − 1)/2⌋',
  source: 'J. Ehlers and R. Way (2010)',
  compute: zlema,
});
