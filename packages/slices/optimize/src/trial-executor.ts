import type { Params } from './search-grid.js';
import { inTime } from './in-time.js';
import { failedOutcome, runTrial } from './trial-run.js';
import type { TrialBench, TrialOutcome } from './trial-run.js';
import { turnEventLoop } from './event-loop.adapter.js';

/** Runs trials somewhere. Where does not matter to what comes out, bit for bit. */
export interface TrialExecutor {
  /**
   * Runs a batch; `done` is called once for each, in whatever order they finish.
   * @throws BOT_RUN_ABORTED when the signal was raised; what `runTrial` throws
   */
  run(batch: readonly Params[], done: (k: number, outcome: TrialOutcome) => void): Promise<void>;
  close(): Promise<void>;
}

/** How trials are run in this thread. */
export interface InlineOptions {
  readonly signal: AbortSignal;
  readonly aborted: () => Error;
  /** Longest a trial may take, ms. */
  readonly timeoutMs: number;
}

/** The outcome of a trial that took too long, wherever it ran. */
export const outOfTime = (timeoutMs: number): TrialOutcome =>
  failedOutcome(`BOT_STRATEGY_CRASHED: took longer than ${timeoutMs} ms`);

/**
 * Runs trials one after the other in this thread, each ended when it does not return; between them the event loop turns and an
 * abort is heard.
 */
export function inlineExecutor(bench: TrialBench, options: InlineOptions): TrialExecutor {
  const { signal, aborted, timeoutMs } = options;
  return {
    run: async (batch, done) => {
      for (let k = 0; k < batch.length; k++) {
        await turnEventLoop();
        if (signal.aborted) throw aborted();
        done(k, inTime(() => runTrial(bench, batch[k]!, signal), timeoutMs, aborted) ?? outOfTime(timeoutMs));
      }
    },
    close: () => Promise.resolve(),
  };
}
