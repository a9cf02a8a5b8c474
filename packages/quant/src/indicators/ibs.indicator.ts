import type { Series } from '../series.js';
import { defineIndicator } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { BarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Where the close lies in its bar: 0 at the low, 1 at the high; .5 without range.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @returns same length; NaN before bar 0
 * @throws RangeError on unequal lengths
 */
export function ibs(high: Series, low: Series, close: Series): Float64Array {
  return runStream('ibs', createIbs(), high, low, close);
}

/** Streaming {@link ibs}. */
export function createIbs(): BarStream {
  return restarting(() => {
    return {
      next(high, low, close) {
        const range = high - low;
        return range === 0 ? 0.5 : (close - low) / range;
      },
    };
  });
}

export const ibsIndicator = defineIndicator({
  name: 'ibs',
  title: 'Internal bar strength',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [],
  outputs: ['ibs'],
  warmup: () => 0,
  formula: '(C − L)/(H − L)',
  source: 'definition',
  compute: ibs,
  stream: createIbs,
});
