import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createPercentRank } from './percent-rank.indicator.js';
import { runStream } from './run-stream.js';
import type { BarStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Percent rank, among the last `n` of its kind, of how far the close ended from the middle of its bar, averaged over a
 * few bars; 0…100, low after weak closes. The ratio to a middle of 0 is taken as 1.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param smooth bars of the average, ≥ 1; default 2
 * @param n bars ranked, this one included, ≥ 2; default 252
 * @returns same length; NaN before bar n + smooth − 2
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function dv2(high: Series, low: Series, close: Series, smooth = 2, n = 252): Float64Array {
  return runStream('dv2', createDv2(smooth, n), high, low, close);
}

/**
 * Streaming {@link dv2}.
 * @throws RangeError when a parameter is out of range
 */
export function createDv2(smooth = 2, n = 252): BarStream {
  requireInteger('dv2', 'smooth', smooth, 1);
  requireInteger('dv2', 'n', n, 2);
  return restarting(() => {
    const average = createSma(smooth);
    const rank = createPercentRank(n - 1);
    return {
      next(high, low, close) {
        const middle = (high + low) / 2;
        return rank.next(average.next(middle === 0 ? 1 : close / middle));
      },
    };
  });
}

export const dv2Indicator = defineIndicator({
  name: 'dv2',
  title: 'DV2',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('smooth', 2), period('n', 252, 2)],
  outputs: ['dv2'],
  warmup: ({ smooth, n }) => n + smooth - 2,
  formula: 'percent rank over n bars of SMA_smooth(C/((H + L)/2))',
  source: 'D. Varadi (2009)',
  compute: dv2,
  stream: createDv2,
});
