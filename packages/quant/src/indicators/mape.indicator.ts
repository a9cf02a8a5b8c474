import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { restarting } from './restarting.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { ValueWindow } from './value-window.js';

/**
 * Mean absolute percentage error of the simple average: how far the last `n` values lie from their mean, each in parts of
 * itself, as a fraction. A value of 0 counts as without error. Costs n a bar.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function mape(x: Series, n = 20): Float64Array {
  return runStream('mape', createMape(n), x);
}

/**
 * Streaming {@link mape}.
 * @throws RangeError when a parameter is out of range
 */
export function createMape(n = 20): SeriesStream {
  requireInteger('mape', 'n', n, 1);
  return restarting(() => {
    const window = new ValueWindow(n);
    const average = createSma(n);
    return {
      next(value) {
        window.push(value);
        const centre = average.next(value);
        if (!window.full) return Number.NaN;
        let sum = 0;
        for (let j = 0; j < n; j++) {
          const each = window.at(j);
          if (each !== 0) sum += Math.abs((each - centre) / each);
        }
        return sum / n;
      },
    };
  });
}

export const mapeIndicator = defineIndicator({
  name: 'mape',
  title: 'Mean absolute percentage error',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['mape'],
  warmup: ({ n }) => n - 1,
  formula: 'mean of |x − SMA(x, n)|/|x| over n bars',
  source: 'definition; Stock.Indicators SMA analysis',
  compute: mape,
  stream: createMape,
});
