import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Bars since the highest of the last `n` values, 0…n − 1; of equal ones the latest counts. TA-Lib gives the bar index
 * instead: index = bar − age.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 30
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function highestAge(x: Series, n = 30): Float64Array {
  return runStream('highestAge', createHighestAge(n), x);
}

/**
 * Streaming {@link highestAge}.
 * @throws RangeError when a parameter is out of range
 */
export function createHighestAge(n = 30): SeriesStream {
  requireInteger('highestAge', 'n', n, 1);
  return restarting(() => {
    const extreme = new ExtremeStream(n, 1);
    return {
      next(value) {
        return Number.isNaN(extreme.next(value)) ? Number.NaN : extreme.age;
      },
    };
  });
}

export const highestAgeIndicator = defineIndicator({
  name: 'highestAge',
  title: 'Bars since the highest value',
  group: 'price',
  inputs: ['close'],
  params: [period('n', 30)],
  outputs: ['highestAge'],
  warmup: ({ n }) => n - 1,
  formula: 'bar − index of the max of the last n values',
  source: `${TA_LIB} MAXINDEX as an age`,
  compute: highestAge,
  stream: createHighestAge,
});
