import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Share of the variance of the last `n` values that a straight line explains, 0…1; 0 for equal values.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 2; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function rSquared(x: Series, n = 14): Float64Array {
  return runStream('rSquared', createRSquared(n), x);
}

/**
 * Streaming {@link rSquared}.
 * @throws RangeError when a parameter is out of range
 */
export function createRSquared(n = 14): SeriesStream {
  requireInteger('rSquared', 'n', n, 2);
  return restarting(() => {
    const window = new ValueWindow(n);
    return {
      next(value) {
        if (Number.isNaN(value) && window.count === 0) return Number.NaN;
        window.push(value);
        if (!window.full) return Number.NaN;
        let sum = 0;
        for (let j = 0; j < n; j++) sum += window.at(j) - value;
        const centre = sum / n;
        let squares = 0;
        let product = 0;
        for (let j = 0; j < n; j++) {
          const y = window.at(j) - value - centre;
          squares += y * y;
          product += (j - (n - 1) / 2) * y;
        }
        return squares === 0 ? 0 : Math.min(1, (product * product * 12) / (n * (n * n - 1) * squares));
      },
    };
  });
}

export const rSquaredIndicator = defineIndicator({
  name: 'rSquared',
  title: 'Coefficient of determination',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 14, 2)],
  outputs: ['rSquared'],
  warmup: ({ n }) => n - 1,
  formula: 'r² of x on the bar number over n bars',
  source: 'definition',
  compute: rSquared,
  stream: createRSquared,
});
