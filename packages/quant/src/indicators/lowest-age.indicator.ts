import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Bars since the lowest of the last `n` values, 0…n − 1; of equal ones the latest counts. TA-Lib gives the bar index
 * instead: index = bar − age.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 30
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function lowestAge(x: Series, n = 30): Float64Array {
  return runStream('lowestAge', createLowestAge(n), x);
}

/**
 * Streaming {@link lowestAge}.
 * @throws RangeError when a parameter is out of range
 */
export function createLowestAge(n = 30): SeriesStream {
  requireInteger('lowestAge', 'n', n, 1);
  return restarting(() => {
    const extreme = new ExtremeStream(n, -1);
    return {
      next(value) {
        return Number.isNaN(extreme.next(value)) ? Number.NaN : extreme.age;
      },
    };
  });
}

export const lowestAgeIndicator = defineIndicator({
  name: 'lowestAge',
  title: 'Bars since the lowest value',
  group: 'price',
  inputs: ['close'],
  params: [period('n', 30)],
  outputs: ['lowestAge'],
  warmup: ({ n }) => n - 1,
  formula: 'bar − index of the min of the last n values',
  source: `${TA_LIB} MININDEX as an age`,
  compute: lowestAge,
  stream: createLowestAge,
});
