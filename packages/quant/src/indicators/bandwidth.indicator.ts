import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { createBollinger } from './bollinger.stream.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Width of the Bollinger bands as a fraction of their middle; 0 where that is 0.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 20
 * @param k half-width in standard deviations, ≥ 0; default 2
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function bandwidth(x: Series, n = 20, k = 2): Float64Array {
  return runStream('bandwidth', createBandwidth(n, k), x);
}

/**
 * Streaming {@link bandwidth}.
 * @throws RangeError when a parameter is out of range
 */
export function createBandwidth(n = 20, k = 2): SeriesStream {
  requireInteger('bandwidth', 'n', n, 1);
  requireNumber('bandwidth', 'k', k, 0);
  return restarting(() => {
    const bands = createBollinger(n, k);
    return {
      next(value) {
        const middle = bands.next(value);
        return middle === 0 ? 0 : (bands.upper - bands.lower) / middle;
      },
    };
  });
}

export const bandwidthIndicator = defineIndicator({
  name: 'bandwidth',
  title: 'Bollinger bandwidth',
  group: 'band',
  inputs: ['close'],
  params: [period('n', 20), factor('k', 2)],
  outputs: ['bandwidth'],
  warmup: ({ n }) => n - 1,
  formula: '(upper − lower)/middle',
  source: 'J. Bollinger',
  compute: bandwidth,
  stream: createBandwidth,
});
