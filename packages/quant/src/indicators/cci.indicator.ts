import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { sma } from './sma.indicator.js';
import { typicalPrice } from './typical-price.indicator.js';
import { createSma } from './sma.stream.js';
import type { BarStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Commodity channel index: distance of the typical price from its mean in units of 0.015 mean absolute deviations;
 * 0 where that deviation is 0. Costs n additions a bar.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n window in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a bad n
 */
export function cci(high: Series, low: Series, close: Series, n = 14): Float64Array {
  requireEqualLengths('cci', high, low, close);
  requireInteger('cci', 'n', n, 1);
  const price = typicalPrice(high, low, close);
  const average = sma(price, n);
  const length = price.length;
  const first = firstDefined(price) + n - 1;
  const out = columnFrom(length, first);
  for (let i = first; i < length; i++) {
    const centre = average[i]!;
    let deviation = 0;
    for (let j = i - n + 1; j <= i; j++) deviation += Math.abs(price[j]! - centre);
    out[i] = deviation === 0 ? 0 : (price[i]! - centre) / ((0.015 * deviation) / n);
  }
  return out;
}

/**
 * Streaming {@link cci}.
 * @throws RangeError when a parameter is out of range
 */
export function createCci(n = 14): BarStream {
  return restarting(() => {
    const average = createSma(requireInteger('cci', 'n', n, 1));
    const window = new ValueWindow(n);
    return {
      next(high, low, close) {
        const price = (high + low + close) / 3;
        if (Number.isNaN(price) && window.count === 0) return Number.NaN;
        window.push(price);
        const centre = average.next(price);
        if (!window.full) return Number.NaN;
        let deviation = 0;
        for (let j = 0; j < n; j++) deviation += Math.abs(window.at(j) - centre);
        return deviation === 0 ? 0 : (price - centre) / ((0.015 * deviation) / n);
      },
    };
  });
}

export const cciIndicator = defineIndicator({
  name: 'cci',
  title: 'Commodity channel index',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['cci'],
  warmup: ({ n }) => n - 1,
  formula: '(TP − SMA(TP))/(0.015·MAD(TP))',
  source: `${TA_LIB}; D. Lambert (1980)`,
  compute: cci,
  stream: createCci,
});
