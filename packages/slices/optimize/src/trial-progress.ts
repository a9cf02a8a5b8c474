import { BotError } from '@bot-v2/sdk';
import type { StudyServices } from './study-run.js';

/** Tells how far a study is, and what it says when it is interrupted. */
export interface TrialProgress {
  trial(done: number): void;
  /** How many more trials there may be at most: validation makes the search again. */
  expect(more: number): void;
  aborted(): BotError;
}

/**
 * Progress of a study: `{ done, total, leftMs? }` after each trial. The total is an upper bound, lowered where searches
 * share trials; the time left is known from the second trial on, by the average so far.
 */
export function trialProgress(
  ctx: Pick<StudyServices, 'bus' | 'clock'>,
  symbol: string,
  planned: number,
): TrialProgress {
  const start = ctx.clock.monotonic();
  let done = 0;
  let most = planned;
  return {
    expect: (more) => void (most = done + more),
    trial: (count) => {
      done = count;
      const total = Math.max(most, done);
      const each = (ctx.clock.monotonic() - start) / done;
      const leftMs = done > 1 && each > 0 ? Math.round(each * (total - done)) : undefined;
      ctx.bus.emit({
        type: 'step.progress',
        severity: 'debug',
        message: `optimize: ${done} of ${total} trials`,
        slice: 'optimize',
        symbol,
        data: { done, total, ...(leftMs === undefined ? {} : { leftMs }) },
      });
    },
    aborted: () =>
      new BotError('BOT_RUN_ABORTED', `the study was interrupted after ${done} of ${Math.max(most, done)} trials`, {
        hint: 'Run the same command again: it goes on from there.',
      }),
  };
}
