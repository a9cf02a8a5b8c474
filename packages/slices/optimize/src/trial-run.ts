import { returnsOf, runFrames } from '@bot-v2/engine';
import { errorData, isBotError } from '@bot-v2/sdk';
import type { Account, AnyStrategy, Bars, Stats } from '@bot-v2/sdk';
import type { Params } from './search-grid.js';
import { trialStats } from './trial-stats.js';

/** What all trials of a study share. */
export interface TrialBench {
  readonly strategy: AnyStrategy;
  readonly history: Bars;
  /** First row that may be traded, the same for every trial, so that all are judged on the same bars. */
  readonly from: number;
  /** Capital and terms; positions and cash of the moment do not matter, a trial starts flat. */
  readonly account: Account;
}

/** What became of one parameter set, as plain data. */
export interface TrialOutcome {
  /** Per-bar returns over the traded rows, flat ones too; null after an error. */
  readonly returns: Float64Array | null;
  readonly stats: Stats | null;
  /** Orders that became trades, open ones included. */
  readonly trades: number;
  /** Equity at the last close; null after an error. */
  readonly finalEquity: number | null;
  /** Whether a sweep made it, and not the loop. The figures are the same. */
  readonly swept: boolean;
  /** `CODE: message` of what the strategy got wrong. */
  readonly error: string | null;
}

const ofTrial = ['BOT_STRATEGY_', 'BOT_ORDER_', 'BOT_RISK_', 'BOT_DATA_HISTORY_SHORT'];

/** The account a trial starts with: flat, all in cash. */
export function flatCapital(account: Account): Account {
  return { ...account, cash: account.capital, equity: account.capital, positions: [] };
}

/** An outcome without a result. */
export const failedOutcome = (error: string): TrialOutcome => ({
  returns: null,
  stats: null,
  trades: 0,
  finalEquity: null,
  swept: false,
  error,
});

/**
 * Trades one parameter set over History with the run's capital and terms, a full signal being the whole account. What the
 * strategy gets wrong is recorded in the outcome. This is what a trial is; a sweep has to give the same.
 * @throws whatever is not the strategy's fault: BOT_DATA_*, BOT_RUN_ABORTED, BOT_INVARIANT
 */
export function runTrial(bench: TrialBench, params: Params, signal?: AbortSignal): TrialOutcome {
  const { strategy, history, from, account } = bench;
  const legs = [{ symbol: history.symbol, bars: history, from, strategy, params }];
  try {
    const run = runFrames({ legs, account: flatCapital(account), signal, probe: false, checkInvariants: false });
    return {
      returns: returnsOf(run),
      stats: trialStats(run, bench),
      trades: run.trades.length,
      finalEquity: run.account.equity,
      swept: false,
      error: null,
    };
  } catch (error) {
    if (!isBotError(error) || !ofTrial.some((family) => error.code.startsWith(family))) throw error;
    const { code, message } = errorData(error);
    return failedOutcome(`${code}: ${message}`);
  }
}
