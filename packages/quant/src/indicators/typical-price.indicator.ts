import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Typical price, (high + low + close)/3.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @returns same length, defined from bar 0
 * @throws RangeError on unequal lengths
 */
export function typicalPrice(high: Series, low: Series, close: Series): Float64Array {
  const length = requireEqualLengths('typicalPrice', high, low, close);
  const h = toColumn(high);
  const l = toColumn(low);
  const c = toColumn(close);
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = (h[i]! + l[i]! + c[i]!) / 3;
  return out;
}

/** Streaming {@link typicalPrice}. */
export function createTypicalPrice(): BarStream {
  return restarting(() => ({ next: (high, low, close) => (high + low + close) / 3 }));
}

export const typicalPriceIndicator = defineIndicator({
  name: 'typicalPrice',
  title: 'Typical price',
  group: 'price',
  inputs: ['high', 'low', 'close'],
  params: [],
  outputs: ['typicalPrice'],
  warmup: () => 0,
  formula: '(H + L + C)/3',
  source: `${TA_LIB} TYPPRICE`,
  compute: typicalPrice,
  stream: createTypicalPrice,
});
