import type { Params } from './search-grid.js';
import { runTrial } from './trial-run.js';
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

/** Runs trials one after the other in this thread; between them the event loop turns and an abort is heard. */
export function inlineExecutor(bench: TrialBench, signal: AbortSignal, aborted: () => Error): TrialExecutor {
  return {
    run: async (batch, done) => {
      for (let k = 0; k < batch.length; k++) {
        await turnEventLoop();
        if (signal.aborted) throw aborted();
        done(k, runTrial(bench, batch[k]!, signal));
      }
    },
    close: () => Promise.resolve(),
  };
}
