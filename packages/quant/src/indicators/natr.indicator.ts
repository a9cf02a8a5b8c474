import { toColumn, type Series } from '../series.js';
import { atr } from './atr.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { createAtr } from './atr.stream.js';
import { restarting } from './restarting.js';

/**
 * Average true range in percent of the close; 0 where the close is 0.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n period in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function natr(high: Series, low: Series, close: Series, n = 14): Float64Array {
  const last = toColumn(close);
  const out = atr(high, low, last, n);
  for (let i = 0; i < out.length; i++) out[i] = last[i] === 0 ? 0 : (100 * out[i]!) / last[i]!;
  return out;
}

/**
 * Streaming {@link natr}.
 * @throws RangeError when a parameter is out of range
 */
export function createNatr(n = 14): BarStream {
  return restarting(() => {
    const ranges = createAtr(n);
    return {
      next(high, low, close) {
        const range = ranges.next(high, low, close);
        return close === 0 ? 0 : (100 * range) / close;
      },
    };
  });
}

export const natrIndicator = defineIndicator({
  name: 'natr',
  title: 'Normalised average true range, percent',
  group: 'volatility',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['natr'],
  warmup: ({ n }) => n,
  formula: '100·ATR/C',
  source: TA_LIB,
  compute: natr,
  stream: createNatr,
});
