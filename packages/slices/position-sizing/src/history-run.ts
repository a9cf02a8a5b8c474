import { runFrames } from '@bot-v2/engine';
import { isBotError } from '@bot-v2/sdk';
import type { Account, AnyStrategy, Bars, RunContext, StrategyRef } from '@bot-v2/sdk';
import { callStrategies } from '@bot-v2/sdk/bounded';

/** What a strategy earned on a history at a full position, net of costs. */
export interface HistoryRun {
  /** Returns (pnl ÷ cost of the entry) of the closed trades, in order of entry. */
  readonly trades: readonly number[];
  /** Simple returns of the account at each bar from the first decision on, flat ones too. */
  readonly bars: Float64Array;
}

/** A run, or why there is none. */
export type HistoryFindings = { readonly run: HistoryRun } | { readonly run: null; readonly why: string };

/**
 * Runs a strategy on a history: its orders filled by the engine under the account's terms, from a flat account. Fractional
 * shares are allowed, so that the price of one share against the capital has no influence on the odds.
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_STRATEGY_PARAMS and what the engine throws
 */
export async function runOnHistory(
  history: Bars,
  ref: StrategyRef,
  account: Account,
  ctx: Pick<RunContext, 'strategies' | 'signal'>,
): Promise<HistoryFindings> {
  const strategy = await ctx.strategies.get(ref);
  if (strategy.scope === 'portfolio') return { run: null, why: `${strategy.id} decides for all symbols at once` };
  try {
    return { run: fullRun(history, strategy, ref.params, account, ctx.signal) };
  } catch (error) {
    if (isBotError(error) && error.code === 'BOT_DATA_HISTORY_SHORT') return { run: null, why: error.message };
    throw error;
  }
}

function fullRun(
  history: Bars,
  strategy: AnyStrategy,
  params: StrategyRef['params'],
  account: Account,
  signal: AbortSignal,
): HistoryRun {
  const { capital } = account;
  const leg = { symbol: history.symbol, bars: history, from: 0, strategy, params };
  const input = {
    legs: [leg],
    account: {
      ...account,
      cash: capital,
      equity: capital,
      positions: [],
      terms: { ...account.terms, fractional: true },
    },
    signal,
    probe: false,
    checkInvariants: false,
  };
  const run = callStrategies([leg], () => runFrames(input));
  const { equity } = run;
  return {
    trades: run.trades.filter((trade) => trade.exitTime !== null).map((trade) => trade.return),
    bars: equity.map((value, i) => value / (i === 0 ? capital : equity[i - 1]!) - 1),
  };
}
