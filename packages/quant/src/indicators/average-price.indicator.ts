import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import type { CandleStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Average price, (open + high + low + close)/4.
 * @param open opens
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @returns same length, defined from bar 0
 * @throws RangeError on unequal lengths
 */
export function averagePrice(open: Series, high: Series, low: Series, close: Series): Float64Array {
  const length = requireEqualLengths('averagePrice', open, high, low, close);
  const o = toColumn(open);
  const h = toColumn(high);
  const l = toColumn(low);
  const c = toColumn(close);
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = (o[i]! + h[i]! + l[i]! + c[i]!) / 4;
  return out;
}

/** Streaming {@link averagePrice}. */
export function createAveragePrice(): CandleStream {
  return restarting(() => ({ next: (open, high, low, close) => (open + high + low + close) / 4 }));
}

export const averagePriceIndicator = defineIndicator({
  name: 'averagePrice',
  title: 'Average price',
  group: 'price',
  inputs: ['open', 'high', 'low', 'close'],
  params: [],
  outputs: ['averagePrice'],
  warmup: () => 0,
  formula: '(O + H + L + C)/4',
  source: `${TA_LIB} AVGPRICE`,
  compute: averagePrice,
  stream: createAveragePrice,
});
