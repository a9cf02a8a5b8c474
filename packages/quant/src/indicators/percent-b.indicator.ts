import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { createBollinger } from './bollinger.stream.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Where the value lies between its Bollinger bands: 0 at the lower, 1 at the upper; .5 where the bands meet.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 20
 * @param k half-width in standard deviations, ≥ 0; default 2
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function percentB(x: Series, n = 20, k = 2): Float64Array {
  return runStream('percentB', createPercentB(n, k), x);
}

/**
 * Streaming {@link percentB}.
 * @throws RangeError when a parameter is out of range
 */
export function createPercentB(n = 20, k = 2): SeriesStream {
  requireInteger('percentB', 'n', n, 1);
  requireNumber('percentB', 'k', k, 0);
  return restarting(() => {
    const bands = createBollinger(n, k);
    return {
      next(value) {
        bands.next(value);
        const width = bands.upper - bands.lower;
        return width === 0 ? 0.5 : (value - bands.lower) / width;
      },
    };
  });
}

export const percentBIndicator = defineIndicator({
  name: 'percentB',
  title: 'Bollinger %B',
  group: 'band',
  inputs: ['close'],
  params: [period('n', 20), factor('k', 2)],
  outputs: ['percentB'],
  warmup: ({ n }) => n - 1,
  formula: '(x − lower)/(upper − lower)',
  source: 'J. Bollinger',
  compute: percentB,
  stream: createPercentB,
});
