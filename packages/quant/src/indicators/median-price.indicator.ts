import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import type { RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Median price, (high + low)/2.
 * @param high highs
 * @param low lows, same length
 * @returns same length, defined from bar 0
 * @throws RangeError on unequal lengths
 */
export function medianPrice(high: Series, low: Series): Float64Array {
  const length = requireEqualLengths('medianPrice', high, low);
  const h = toColumn(high);
  const l = toColumn(low);
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = (h[i]! + l[i]!) / 2;
  return out;
}

/** Streaming {@link medianPrice}. */
export function createMedianPrice(): RangeStream {
  return restarting(() => ({ next: (high, low) => (high + low) / 2 }));
}

export const medianPriceIndicator = defineIndicator({
  name: 'medianPrice',
  title: 'Median price',
  group: 'price',
  inputs: ['high', 'low'],
  params: [],
  outputs: ['medianPrice'],
  warmup: () => 0,
  formula: '(H + L)/2',
  source: `${TA_LIB} MEDPRICE`,
  compute: medianPrice,
  stream: createMedianPrice,
});
