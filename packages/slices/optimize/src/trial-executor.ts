import type { Params } from './search-grid.js';
import { callBounded } from '@bot-v2/sdk/bounded';
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

/** One trial in this thread, ended when it does not return. @throws what `runTrial` throws, and `aborted()` on Ctrl-C */
function boundedTrial(bench: TrialBench, params: Params, { signal, aborted, timeoutMs }: InlineOptions): TrialOutcome {
  let late = false;
  try {
    return callBounded(
      () => runTrial(bench, params, signal),
      timeoutMs,
      (how) => {
        late = how === 'timeout';
        return aborted();
      },
    );
  } catch (error) {
    if (late) return outOfTime(timeoutMs);
    throw error;
  }
}

/** Runs trials one after the other in this thread; between them the event loop turns and an abort is heard. */
export function inlineExecutor(bench: TrialBench, options: InlineOptions): TrialExecutor {
  const { signal, aborted } = options;
  return {
    run: async (batch, done) => {
      for (let k = 0; k < batch.length; k++) {
        await turnEventLoop();
        if (signal.aborted) throw aborted();
        done(k, boundedTrial(bench, batch[k]!, options));
      }
    },
    close: () => Promise.resolve(),
  };
}
