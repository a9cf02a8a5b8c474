import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingMaximum, rollingMinimum } from './rolling-extreme.js';
import type { RangeStream } from './series-stream.js';
import { ExtremeStream } from './extreme-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Middle between the highest high and the lowest low of the last `n` bars, in price.
 * @param high highs
 * @param low lows, same length
 * @param n window in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a bad n
 */
export function midprice(high: Series, low: Series, n = 14): Float64Array {
  requireEqualLengths('midprice', high, low);
  requireInteger('midprice', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low)], (h, l) => {
    const out = rollingMaximum(h, n);
    const bottom = rollingMinimum(l, n);
    for (let i = 0; i < out.length; i++) out[i] = (out[i]! + bottom[i]!) / 2;
    return out;
  });
}

/**
 * Streaming {@link midprice}.
 * @throws RangeError when a parameter is out of range
 */
export function createMidprice(n = 14): RangeStream {
  return restarting(() => {
    const top = new ExtremeStream(requireInteger('midprice', 'n', n, 1), 1);
    const bottom = new ExtremeStream(n, -1);
    return { next: (high, low) => (top.next(high) + bottom.next(low)) / 2 };
  });
}

export const midpriceIndicator = defineIndicator({
  name: 'midprice',
  title: 'Midpoint price',
  group: 'price',
  inputs: ['high', 'low'],
  params: [period('n', 14)],
  outputs: ['midprice'],
  warmup: ({ n }) => n - 1,
  formula: '(highest high + lowest low)/2 of the last n bars',
  source: TA_LIB,
  compute: midprice,
  stream: createMidprice,
});
