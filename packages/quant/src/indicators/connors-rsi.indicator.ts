import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createPercentRank } from './percent-rank.indicator.js';
import { createRocp } from './rocp.stream.js';
import { createRsi } from './rsi.stream.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { createStreak } from './streak.indicator.js';
import { restarting } from './restarting.js';

/**
 * Mean of a short RSI, the RSI of the length of the current streak of rises or falls, and the percent rank of the
 * latest change, 0…100.
 * @param x values; a NaN prefix is skipped
 * @param n RSI period, ≥ 1; default 3
 * @param streak RSI period of the streak, ≥ 1; default 2
 * @param rank changes the latest one is ranked among, ≥ 1; default 100
 * @returns same length; NaN before bar max(n, rank + 1, streak + 1)
 * @throws RangeError on a parameter out of range
 */
export function connorsRsi(x: Series, n = 3, streak = 2, rank = 100): Float64Array {
  return runStream('connorsRsi', createConnorsRsi(n, streak, rank), x);
}

/**
 * Streaming {@link connorsRsi}.
 * @throws RangeError when a parameter is out of range
 */
export function createConnorsRsi(n = 3, streak = 2, rank = 100): SeriesStream {
  requireInteger('connorsRsi', 'n', n, 1);
  requireInteger('connorsRsi', 'streak', streak, 1);
  requireInteger('connorsRsi', 'rank', rank, 1);
  return restarting(() => {
    const strength = createRsi(n);
    const ofStreak = createRsi(streak);
    const run = createStreak();
    const change = createRocp(1);
    const place = createPercentRank(rank);
    return {
      next(value) {
        return (strength.next(value) + ofStreak.next(run.next(value)) + place.next(change.next(value))) / 3;
      },
    };
  });
}

export const connorsRsiIndicator = defineIndicator({
  name: 'connorsRsi',
  title: 'Connors RSI',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 3), period('streak', 2), period('rank', 100)],
  outputs: ['connorsRsi'],
  warmup: ({ n, streak, rank }) => Math.max(n, rank + 1, streak + 1),
  formula: '(RSI_n + RSI_streak(streak length) + percent of earlier changes below the latest)/3',
  source: 'L. Connors and C. Alvarez (2012)',
  compute: connorsRsi,
  stream: createConnorsRsi,
});
