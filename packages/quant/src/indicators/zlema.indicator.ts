import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';
import type { SeriesStream } from './series-stream.js';
import { createEma } from './ema.stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

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

/**
 * Streaming {@link zlema}.
 * @throws RangeError when a parameter is out of range
 */
export function createZlema(n = 20): SeriesStream {
  return restarting(() => {
    const average = createEma(requireInteger('zlema', 'n', n, 1));
    const window = new ValueWindow(Math.floor((n - 1) / 2) + 1);
    return {
      next(value) {
        if (Number.isNaN(value) && window.count === 0) return Number.NaN;
        window.push(value);
        return window.full ? average.next(2 * value - window.at(0)) : Number.NaN;
      },
    };
  });
}

export const zlemaIndicator = defineIndicator({
  name: 'zlema',
  title: 'Zero-lag exponential moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['zlema'],
  warmup: ({ n }) => Math.floor((n - 1) / 2) + n - 1,
  formula: 'EMA(2x − x_lag, n), lag = ⌊(n − 1)/2⌋',
  source: 'J. Ehlers and R. Way (2010)',
  compute: zlema,
  stream: createZlema,
});
