import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createRollingSum, rollingSum } from './rolling-sum.indicator.js';
import { typicalPrice } from './typical-price.indicator.js';
import type { TradedBarStream } from './series-stream.js';

/**
 * Money flow index, 0…100: share of the traded value on bars whose typical price rose, over `n` bars; 0 without flow.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param volume volumes, same length
 * @param n window in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function mfi(high: Series, low: Series, close: Series, volume: Series, n = 14): Float64Array {
  const length = requireEqualLengths('mfi', high, low, close, volume);
  requireInteger('mfi', 'n', n, 1);
  const price = typicalPrice(high, low, close);
  const v = toColumn(volume);
  const start = Math.max(firstDefined(price), firstDefined(v));
  const inflow = columnFrom(length, start + 1);
  const outflow = columnFrom(length, start + 1);
  for (let i = start + 1; i < length; i++) {
    const value = price[i]! * v[i]!;
    if (price[i]! > price[i - 1]!) inflow[i] = value;
    else if (price[i]! < price[i - 1]!) outflow[i] = value;
  }
  const out = rollingSum(inflow, n);
  const negative = rollingSum(outflow, n);
  for (let i = 0; i < length; i++) {
    const total = out[i]! + negative[i]!;
    out[i] = total === 0 ? 0 : (100 * out[i]!) / total;
  }
  return out;
}

/**
 * Streaming {@link mfi}.
 * @throws RangeError when a parameter is out of range
 */
export function createMfi(n = 14): TradedBarStream {
  requireInteger('mfi', 'n', n, 1);
  const inflow = createRollingSum(n);
  const outflow = createRollingSum(n);
  let previous = Number.NaN;
  let started = false;
  return {
    next(high, low, close, volume) {
      const price = (high + low + close) / 3;
      const before = previous;
      previous = price;
      if (!started) {
        started = !Number.isNaN(price + volume);
        return Number.NaN;
      }
      const value = price * volume;
      const positive = inflow.next(price > before ? value : 0);
      const total = positive + outflow.next(price < before ? value : 0);
      return total === 0 ? 0 : (100 * positive) / total;
    },
  };
}

export const mfiIndicator = defineIndicator({
  name: 'mfi',
  title: 'Money flow index',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  params: [period('n', 14)],
  outputs: ['mfi'],
  warmup: ({ n }) => n,
  formula: '100·MF⁺/(MF⁺ + MF⁻), MF = typical price × volume',
  source: `${TA_LIB}; G. Quong and A. Soudack`,
  compute: mfi,
  stream: createMfi,
});
