import type { Series } from '../series.js';
import { defineIndicator } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { BarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Running sum of how far rising closes ended above the true low and falling ones below the true high, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @returns same length; NaN before bar 1
 * @throws RangeError on unequal lengths
 */
export function williamsAd(high: Series, low: Series, close: Series): Float64Array {
  return runStream('williamsAd', createWilliamsAd(), high, low, close);
}

/** Streaming {@link williamsAd}. */
export function createWilliamsAd(): BarStream {
  return restarting(() => {
    let previous = Number.NaN;
    let total = 0;
    return {
      next(high, low, close) {
        if (Number.isNaN(previous)) {
          previous = Number.isNaN(high + low) ? Number.NaN : close;
          return Number.NaN;
        }
        if (close > previous) total += close - Math.min(low, previous);
        else if (close < previous) total += close - Math.max(high, previous);
        previous = close;
        return total;
      },
    };
  });
}

export const williamsAdIndicator = defineIndicator({
  name: 'williamsAd',
  title: 'Williams’ accumulation/distribution',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [],
  outputs: ['williamsAd'],
  warmup: () => 1,
  formula: 'Σ C − min(L, C₁) where C > C₁, C − max(H, C₁) where C < C₁',
  source: 'L. Williams',
  compute: williamsAd,
  stream: createWilliamsAd,
});
