import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Mean distance of the last `n` values from their mean, in the unit of `x`; exactly 0 for equal values. Costs n
 * additions a bar.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function avgDev(x: Series, n = 14): Float64Array {
  return runStream('avgDev', createAvgDev(n), x);
}

/**
 * Streaming {@link avgDev}.
 * @throws RangeError when a parameter is out of range
 */
export function createAvgDev(n = 14): SeriesStream {
  requireInteger('avgDev', 'n', n, 1);
  return restarting(() => {
    const average = createSma(n);
    const window = new ValueWindow(n);
    return {
      next(value) {
        if (Number.isNaN(value) && window.count === 0) return Number.NaN;
        window.push(value);
        const centre = average.next(value);
        if (!window.full) return Number.NaN;
        let deviation = 0;
        for (let j = 0; j < n; j++) deviation += Math.abs(window.at(j) - centre);
        return deviation / n;
      },
    };
  });
}

export const avgDevIndicator = defineIndicator({
  name: 'avgDev',
  title: 'Mean absolute deviation',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 14)],
  outputs: ['avgDev'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ|x − SMA|/n',
  source: 'TA-Lib 0.6 AVGDEV',
  compute: avgDev,
  stream: createAvgDev,
});
