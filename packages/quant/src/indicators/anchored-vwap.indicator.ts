import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { TradedBarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Volume-weighted average of the typical price since the anchor bar, in price. While nothing has been traded since then
 * all bars weigh alike.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param volume volumes ≥ 0, same length
 * @param anchor bars from the first one to where the average begins, ≥ 0; default 0
 * @returns same length; NaN before bar anchor
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function anchoredVwap(high: Series, low: Series, close: Series, volume: Series, anchor = 0): Float64Array {
  return runStream('anchoredVwap', createAnchoredVwap(anchor), high, low, close, volume);
}

/**
 * Streaming {@link anchoredVwap}.
 * @throws RangeError when a parameter is out of range
 */
export function createAnchoredVwap(anchor = 0): TradedBarStream {
  requireInteger('anchoredVwap', 'anchor', anchor, 0);
  return restarting(() => {
    let bars = -anchor;
    let traded = 0;
    let average = Number.NaN;
    return {
      next(high, low, close, volume) {
        const price = (high + low + close) / 3;
        if (Number.isNaN(price + volume) && bars === -anchor) return Number.NaN;
        bars++;
        if (bars <= 0) return Number.NaN;
        if (bars === 1 || (traded === 0 && volume > 0)) average = price;
        else if (traded === 0) average += (price - average) / bars;
        else average += (price - average) * (volume / (traded + volume));
        traded += volume;
        return average;
      },
    };
  });
}

export const anchoredVwapIndicator = defineIndicator({
  name: 'anchoredVwap',
  title: 'Anchored volume-weighted average price',
  group: 'average',
  inputs: ['high', 'low', 'close', 'volume'],
  params: [period('anchor', 0, 0)],
  outputs: ['anchoredVwap'],
  warmup: ({ anchor }) => anchor,
  formula: 'Σ V·(H + L + C)/3 / Σ V since the anchor',
  source: 'definition; B. Shannon',
  compute: anchoredVwap,
  stream: createAnchoredVwap,
});
