import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createAwesome } from './awesome.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { RangeStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Awesome oscillator less its own simple average: whether momentum gains or loses, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param fast fast period of the awesome oscillator, ≥ 1; default 5
 * @param slow slow period of it, ≥ 1; default 34
 * @param smooth period of the average, ≥ 1; default 5
 * @returns same length; NaN before bar max(fast, slow) + smooth − 2
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function accelerator(high: Series, low: Series, fast = 5, slow = 34, smooth = 5): Float64Array {
  return runStream('accelerator', createAccelerator(fast, slow, smooth), high, low);
}

/**
 * Streaming {@link accelerator}.
 * @throws RangeError when a parameter is out of range
 */
export function createAccelerator(fast = 5, slow = 34, smooth = 5): RangeStream {
  requireInteger('accelerator', 'fast', fast, 1);
  requireInteger('accelerator', 'slow', slow, 1);
  requireInteger('accelerator', 'smooth', smooth, 1);
  return restarting(() => {
    const oscillator = createAwesome(fast, slow);
    const average = createSma(smooth);
    return {
      next(high, low) {
        const value = oscillator.next(high, low);
        return value - average.next(value);
      },
    };
  });
}

export const acceleratorIndicator = defineIndicator({
  name: 'accelerator',
  title: 'Accelerator oscillator',
  group: 'momentum',
  inputs: ['high', 'low'],
  params: [period('fast', 5), period('slow', 34), period('smooth', 5)],
  outputs: ['accelerator'],
  warmup: ({ fast, slow, smooth }) => Math.max(fast, slow) + smooth - 2,
  formula: 'AO − SMA_smooth(AO)',
  source: 'B. Williams, New Trading Dimensions (1998)',
  compute: accelerator,
  stream: createAccelerator,
});
