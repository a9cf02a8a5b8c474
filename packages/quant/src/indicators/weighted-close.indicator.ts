import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Weighted close, (high + low + 2·close)/4.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @returns same length, defined from bar 0
 * @throws RangeError on unequal lengths
 */
export function weightedClose(high: Series, low: Series, close: Series): Float64Array {
  const length = requireEqualLengths('weightedClose', high, low, close);
  const h = toColumn(high);
  const l = toColumn(low);
  const c = toColumn(close);
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = (h[i]! + l[i]! + 2 * c[i]!) / 4;
  return out;
}

/** Streaming {@link weightedClose}. */
export function createWeightedClose(): BarStream {
  return restarting(() => ({ next: (high, low, close) => (high + low + 2 * close) / 4 }));
}

export const weightedCloseIndicator = defineIndicator({
  name: 'weightedClose',
  title: 'Weighted close price',
  group: 'price',
  inputs: ['high', 'low', 'close'],
  params: [],
  outputs: ['weightedClose'],
  warmup: () => 0,
  formula: '(H + L + 2C)/4',
  source: `${TA_LIB} WCLPRICE`,
  compute: weightedClose,
  stream: createWeightedClose,
});
