import { Sweep, sweepObstacle } from '@bot-v2/engine';
import type { SweptTrial } from '@bot-v2/engine';
import { turnEventLoop } from './event-loop.adapter.js';
import { inTime } from './in-time.js';
import type { Params } from './search-grid.js';
import { sweepInput } from './sweep-input.js';
import { SweptOutcome } from './swept-outcome.js';
import type { TrialExecutor } from './trial-executor.js';
import type { TrialBench } from './trial-run.js';

/** Sweeps somewhere: null for each parameter set that the loop must run. */
export interface Sweeper {
  sweep(batch: readonly Params[]): Promise<readonly (SweptTrial | null)[]>;
  close(): Promise<void>;
}

/** How a sweep in this thread behaves towards the rest of it. */
export interface SweeperOptions {
  readonly signal: AbortSignal;
  readonly aborted: () => Error;
  /** Monotonic time, ms. */
  readonly now: () => number;
  /** Longest the strategy may take over a turn, ms; what it does not finish is left to the loop. */
  readonly timeoutMs: number;
  /** Where the rest of a batch goes when it will take long; null for nowhere. */
  readonly elsewhere: (() => Sweeper) | null;
}

/** Longest that this thread sweeps without letting events run, ms. */
const longestTurn = 50;
/** Most trials swept between two looks at the clock. */
const mostAtOnce = 100;
/** Work left from which on starting workers pays, ms. */
export const worthWorkers = 3_000;
/** Trials whose figures are held back until it is known that none has spoilt another's. */
const block = 1_000;

/** Sweeps in this thread. */
export function inlineSweeper(bench: TrialBench, options: SweeperOptions): Sweeper {
  const { signal, aborted, now, timeoutMs, elsewhere } = options;
  const sweep = new Sweep(sweepInput(bench));
  let other: Sweeper | undefined;
  let stuck = false;
  /** Sweeps on for a turn, or to the end of the batch, into `found`. */
  const sweepOn = (batch: readonly Params[], found: (SweptTrial | null)[], start: number) => {
    const turn = now();
    let size = 1;
    while (found.length < batch.length) {
      found.push(...sweep.trials(batch.slice(found.length, found.length + size)));
      const time = now();
      if (time - turn >= longestTurn) break;
      // As many at once as a turn has time for.
      size = Math.max(1, Math.min(mostAtOnce, Math.floor((longestTurn * found.length) / (time - start))));
    }
    return found;
  };
  return {
    sweep: async (batch) => {
      if (other !== undefined) return other.sweep(batch);
      if (stuck) return batch.map(() => null);
      const found: (SweptTrial | null)[] = [];
      const start = now();
      while (found.length < batch.length) {
        // The loop ends the trials that do not return one by one.
        stuck = inTime(() => sweepOn(batch, found, start), timeoutMs, aborted) === null;
        if (stuck) return batch.map(() => null);
        const spent = now() - start;
        if (spent < longestTurn) break;
        await turnEventLoop();
        if (signal.aborted) throw aborted();
        const left = (spent / found.length) * (batch.length - found.length);
        if (elsewhere === null || left < worthWorkers) continue;
        other = elsewhere();
        break;
      }
      const rest = batch.slice(found.length);
      const own = sweep.intact() ? found : found.map(() => null);
      return other === undefined || rest.length === 0 ? own : [...own, ...(await other.sweep(rest))];
    },
    close: async () => {
      await other?.close();
    },
  };
}

/** Sweeps what can be swept and gives the rest to the loop. */
export function sweepExecutor(bench: TrialBench, sweeper: Sweeper, loop: TrialExecutor): TrialExecutor {
  return {
    run: async (batch, done) => {
      const left: number[] = [];
      for (let start = 0; start < batch.length; start += block) {
        const found = await sweeper.sweep(batch.slice(start, start + block));
        found.forEach((trial, k) => {
          if (trial === null) left.push(start + k);
          else done(start + k, new SweptOutcome(bench, trial));
        });
      }
      if (left.length > 0)
        await loop.run(
          left.map((k) => batch[k]!),
          (k, outcome) => done(left[k]!, outcome),
        );
    },
    close: async () => {
      await sweeper.close();
      await loop.close();
    },
  };
}

/** Whether the trials of a bench can be swept, so far as is known before they run. */
export function canSweep(bench: TrialBench): boolean {
  return sweepObstacle(sweepInput(bench)) === null;
}
