import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Root mean square of the percent falls from the highest value of the window so far, over `n` bars. Costs n steps a
 * bar.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function ulcer(x: Series, n = 14): Float64Array {
  return runStream('ulcer', createUlcer(n), x);
}

/**
 * Streaming {@link ulcer}.
 * @throws RangeError when a parameter is out of range
 */
export function createUlcer(n = 14): SeriesStream {
  requireInteger('ulcer', 'n', n, 1);
  return restarting(() => {
    const window = new ValueWindow(n);
    return {
      next(value) {
        if (Number.isNaN(value) && window.count === 0) return Number.NaN;
        window.push(value);
        if (!window.full) return Number.NaN;
        let top = -Infinity;
        let squares = 0;
        for (let j = 0; j < n; j++) {
          top = Math.max(top, window.at(j));
          const fall = top === 0 ? 0 : (100 * (window.at(j) - top)) / top;
          squares += fall * fall;
        }
        return Math.sqrt(squares / n);
      },
    };
  });
}

export const ulcerIndicator = defineIndicator({
  name: 'ulcer',
  title: 'Ulcer index',
  group: 'volatility',
  inputs: ['close'],
  params: [period('n', 14)],
  outputs: ['ulcer'],
  warmup: ({ n }) => n - 1,
  formula: '√(Σ(100·(x − running max)/running max)²/n)',
  source: 'P. Martin (1987)',
  compute: ulcer,
  stream: createUlcer,
});
