import type { Series } from '../series.js';
import { defineIndicator } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Length of the current run of rises (positive) or falls (negative) in bars; 0 where the value did not change.
 * @param x values; a NaN prefix is skipped
 * @returns same length; NaN before bar 1
 */
export function streak(x: Series): Float64Array {
  return runStream('streak', createStreak(), x);
}

/** Streaming {@link streak}. */
export function createStreak(): SeriesStream {
  return restarting(() => {
    let previous = Number.NaN;
    let length = 0;
    return {
      next(value) {
        const started = !Number.isNaN(previous);
        if (value > previous) length = length > 0 ? length + 1 : 1;
        else if (value < previous) length = length < 0 ? length - 1 : -1;
        else length = 0;
        previous = value;
        return started ? length : Number.NaN;
      },
    };
  });
}

export const streakIndicator = defineIndicator({
  name: 'streak',
  title: 'Streak of rises or falls',
  group: 'momentum',
  inputs: ['close'],
  params: [],
  outputs: ['streak'],
  warmup: () => 1,
  formula: 'signed number of bars since the direction of change last changed',
  source: 'definition; L. Connors and C. Alvarez (2012)',
  compute: streak,
  stream: createStreak,
});
