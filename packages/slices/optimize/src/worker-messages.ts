import type { SweptTrial } from '@bot-v2/engine';
import type { Account, Bars, ErrorData, StrategyModule } from '@bot-v2/sdk';
import type { Params } from './search-grid.js';
import type { TrialOutcome } from './trial-run.js';

/** What a worker is started with: the bench of a study, the strategy as an address. */
export interface WorkerBench {
  readonly module: StrategyModule;
  readonly history: Bars;
  readonly from: number;
  readonly account: Account;
}

/** One trial to run. */
export interface WorkerTask {
  readonly index: number;
  readonly params: Params;
}

/** Parameter sets to sweep; those of one run share their indicators. None asks whether these are as they were computed. */
export interface SweepTask {
  readonly index: number;
  readonly run: number;
  readonly sets: readonly Params[];
}

/**
 * What a sweep task found: the rows of all fills stand in one column, shared and not copied. To transfer it would detach a
 * buffer, and from then on V8 checks every access to any typed array of the thread: its loops took a third longer.
 */
export interface SweepAnswer {
  readonly index: number;
  /** False when a trial has written into what others share: none of the worker's figures of this run counts. */
  readonly sound: boolean;
  /** Without the rows of their fills. */
  readonly trials: readonly (SweptTrial | null)[];
  readonly rows: Int32Array<SharedArrayBuffer>;
  /** Where those of each trial end; a trial without figures takes no room. */
  readonly ends: readonly number[];
}

/** What a trial got wrong that fails all of a study. */
export interface WorkerFault {
  readonly index: number;
  readonly fault: Pick<ErrorData, 'code' | 'message'> & Partial<ErrorData>;
}

/** That the worker is ready to compute; then, for each task, an outcome, or what was not the strategy's fault. */
export type WorkerAnswer =
  { readonly ready: true } | { readonly index: number; readonly outcome: TrialOutcome } | WorkerFault;
