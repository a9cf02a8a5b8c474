import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Percent of the `n` values before this one that are below it, 0…100; equal ones are not below. Costs n comparisons a
 * bar.
 * @param x values; a NaN prefix is skipped
 * @param n values before this one, ≥ 1; default 100
 * @returns same length; NaN before bar n
 * @throws RangeError on a parameter out of range
 */
export function percentRank(x: Series, n = 100): Float64Array {
  return runStream('percentRank', createPercentRank(n), x);
}

/**
 * Streaming {@link percentRank}.
 * @throws RangeError when a parameter is out of range
 */
export function createPercentRank(n = 100): SeriesStream {
  requireInteger('percentRank', 'n', n, 1);
  return restarting(() => {
    const before = new ValueWindow(n);
    return {
      next(value) {
        if (Number.isNaN(value) && before.count === 0) return Number.NaN;
        let below = 0;
        const full = before.full;
        if (full) for (let j = 0; j < n; j++) if (before.at(j) < value) below++;
        before.push(value);
        return full ? (100 * below) / n : Number.NaN;
      },
    };
  });
}

export const percentRankIndicator = defineIndicator({
  name: 'percentRank',
  title: 'Percent rank',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 100)],
  outputs: ['percentRank'],
  warmup: ({ n }) => n,
  formula: '100·#{x_j < x, j = 1…n}/n',
  source: 'definition',
  compute: percentRank,
  stream: createPercentRank,
});
