import { square } from '../elementary/index.js';
import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Average that follows faster when the price falls below it and slower when it runs above, in the unit of `x`. It
 * starts at the first value, never moves past the current one, and stays where the formula is undefined (a zero or a
 * change of sign).
 * @param x values; a NaN prefix is skipped
 * @param n period, ≥ 1; default 14
 * @param k share of the period that counts, ≥ Number.MIN_VALUE; default 0.6
 * @returns same length; NaN before bar 1
 * @throws RangeError on a parameter out of range
 */
export function mcGinley(x: Series, n = 14, k = 0.6): Float64Array {
  return runStream('mcGinley', createMcGinley(n, k), x);
}

/**
 * Streaming {@link mcGinley}.
 * @throws RangeError when a parameter is out of range
 */
export function createMcGinley(n = 14, k = 0.6): SeriesStream {
  requireInteger('mcGinley', 'n', n, 1);
  requireNumber('mcGinley', 'k', k, Number.MIN_VALUE);
  return restarting(() => {
    let average = Number.NaN;
    return {
      next(value) {
        if (Number.isNaN(average)) {
          average = value;
          return Number.NaN;
        }
        const ratio = value / average;
        if (ratio > 0) {
          const pace = k * n * square(ratio * ratio);
          average = pace > 1 ? average + (value - average) / pace : value;
        }
        return average;
      },
    };
  });
}

export const mcGinleyIndicator = defineIndicator({
  name: 'mcGinley',
  title: 'McGinley dynamic',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 14), factor('k', 0.6, Number.MIN_VALUE)],
  outputs: ['mcGinley'],
  warmup: () => 1,
  formula: 'y ← y + (x − y)/max(1, k·n·(x/y)⁴)',
  source: 'J. McGinley (1997)',
  compute: mcGinley,
  stream: createMcGinley,
});
