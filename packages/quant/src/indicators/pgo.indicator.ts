import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createAtr } from './atr.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { BarStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Distance of the close from its simple average in average true ranges; 0 without range.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n period of both averages, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function pgo(high: Series, low: Series, close: Series, n = 14): Float64Array {
  return runStream('pgo', createPgo(n), high, low, close);
}

/**
 * Streaming {@link pgo}.
 * @throws RangeError when a parameter is out of range
 */
export function createPgo(n = 14): BarStream {
  requireInteger('pgo', 'n', n, 1);
  return restarting(() => {
    const average = createSma(n);
    const ranges = createAtr(n);
    return {
      next(high, low, close) {
        const distance = close - average.next(close);
        const range = ranges.next(high, low, close);
        return range === 0 ? 0 : distance / range;
      },
    };
  });
}

export const pgoIndicator = defineIndicator({
  name: 'pgo',
  title: 'Pretty good oscillator',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['pgo'],
  warmup: ({ n }) => n,
  formula: '(C − SMA_n(C))/ATR_n',
  source: 'M. Johnson',
  compute: pgo,
  stream: createPgo,
});
