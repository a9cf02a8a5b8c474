import { returnsOf, runFrames } from '@bot-v2/engine';
import { sharpe } from '@bot-v2/quant/statistics';
import { errorData, isBotError } from '@bot-v2/sdk';
import type { Account, AnyStrategy, Bars, Trial } from '@bot-v2/sdk';
import type { Objective } from './optimize.config.js';
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
  readonly objective: Objective;
  readonly signal: AbortSignal;
}

/** A trial and what the verdict needs of it. */
export interface JudgedTrial {
  readonly trial: Trial;
  /** Per-bar returns over the traded rows, flat ones too; null after an error. */
  readonly returns: Float64Array | null;
  /** Per-bar, not annualised; null without trades, below 20 returns or without variation. */
  readonly sharpe: number | null;
}

const ofTrial = ['BOT_STRATEGY_', 'BOT_ORDER_', 'BOT_RISK_'];

/**
 * Trades one parameter set over History with the run's capital and terms, a full signal being the whole account.
 * A trial without any order has no value: doing nothing is not the best of anything.
 * What the strategy gets wrong is recorded in the trial.
 * @throws whatever is not the strategy's fault: BOT_DATA_*, BOT_RUN_ABORTED, BOT_INVARIANT
 */
export function runTrial(bench: TrialBench, index: number, params: Params): JudgedTrial {
  const { strategy, history, from, account, objective, signal } = bench;
  const flat: Account = { ...account, cash: account.capital, equity: account.capital, positions: [] };
  const legs = [{ symbol: history.symbol, bars: history, from, strategy, params }];
  try {
    const run = runFrames({ legs, account: flat, signal, probe: false, checkInvariants: false });
    const returns = returnsOf(run);
    const trades = run.trades.length;
    const perBar = trades === 0 ? null : sharpe(returns, { periods: 1 });
    const total = trades === 0 ? null : run.account.equity / run.capital - 1;
    const value = objective === 'sharpe' ? perBar : total;
    const stats = trialStats(run);
    return { trial: { index, params, value, trades, stats, error: null }, returns, sharpe: perBar };
  } catch (error) {
    if (!isBotError(error) || !ofTrial.some((family) => error.code.startsWith(family))) throw error;
    const { code, message } = errorData(error);
    const trial: Trial = { index, params, value: null, trades: 0, stats: null, error: `${code}: ${message}` };
    return { trial, returns: null, sharpe: null };
  }
}
