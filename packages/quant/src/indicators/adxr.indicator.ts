import { columnFrom, firstDefined, type Series } from '../series.js';
import { adx, createAdx } from './adx.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Average directional index rating: mean of ADX now and n − 1 bars ago, 0…100.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n period in bars, ≥ 1; default 14
 * @returns same length; NaN before bar 3n − 2
 * @throws RangeError on unequal lengths or a bad n
 */
export function adxr(high: Series, low: Series, close: Series, n = 14): Float64Array {
  const strength = adx(high, low, close, n);
  const first = firstDefined(strength) + n - 1;
  const out = columnFrom(strength.length, first);
  for (let i = first; i < out.length; i++) out[i] = (strength[i]! + strength[i - n + 1]!) / 2;
  return out;
}

/**
 * Streaming {@link adxr}.
 * @throws RangeError when a parameter is out of range
 */
export function createAdxr(n = 14): BarStream {
  return restarting(() => {
    const strength = createAdx(n);
    const earlier = new ValueWindow(n);
    return {
      next(high, low, close) {
        const value = strength.next(high, low, close);
        if (Number.isNaN(value)) return Number.NaN;
        earlier.push(value);
        return earlier.full ? (value + earlier.at(0)) / 2 : Number.NaN;
      },
    };
  });
}

export const adxrIndicator = defineIndicator({
  name: 'adxr',
  title: 'Average directional index rating',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['adxr'],
  warmup: ({ n }) => 3 * n - 2,
  formula: '(ADX + ADX_(n−1))/2',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: adxr,
  stream: createAdxr,
});
