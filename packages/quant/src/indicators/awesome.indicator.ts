import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { RangeStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Fast minus slow simple average of the median price, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param fast fast period, ≥ 1; default 5
 * @param slow slow period, ≥ 1; default 34
 * @returns same length; NaN before bar max(fast, slow) − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function awesome(high: Series, low: Series, fast = 5, slow = 34): Float64Array {
  return runStream('awesome', createAwesome(fast, slow), high, low);
}

/**
 * Streaming {@link awesome}.
 * @throws RangeError when a parameter is out of range
 */
export function createAwesome(fast = 5, slow = 34): RangeStream {
  requireInteger('awesome', 'fast', fast, 1);
  requireInteger('awesome', 'slow', slow, 1);
  return restarting(() => {
    const quick = createSma(fast);
    const steady = createSma(slow);
    return {
      next(high, low) {
        return quick.next((high + low) / 2) - steady.next((high + low) / 2);
      },
    };
  });
}

export const awesomeIndicator = defineIndicator({
  name: 'awesome',
  title: 'Awesome oscillator',
  group: 'momentum',
  inputs: ['high', 'low'],
  params: [period('fast', 5), period('slow', 34)],
  outputs: ['awesome'],
  warmup: ({ fast, slow }) => Math.max(fast, slow) - 1,
  formula: 'SMA_fast((H + L)/2) − SMA_slow((H + L)/2)',
  source: 'B. Williams, New Trading Dimensions (1998)',
  compute: awesome,
  stream: createAwesome,
});
