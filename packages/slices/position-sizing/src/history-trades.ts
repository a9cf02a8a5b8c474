import { runFrames } from '@bot-v2/engine';
import type { Account, Bars, RunContext, StrategyRef } from '@bot-v2/sdk';

/**
 * Net returns (pnl ÷ cost of the entry) of the closed trades a strategy makes on a history, in order of entry: its
 * orders filled by the engine under the account's terms, from a flat account. Fractional shares are allowed, so that
 * the price of one share against the capital has no influence on the odds.
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_STRATEGY_PARAMS and what the engine throws
 */
export async function historyTradeReturns(
  history: Bars,
  ref: StrategyRef,
  account: Account,
  ctx: Pick<RunContext, 'strategies' | 'signal'>,
): Promise<number[]> {
  const { capital } = account;
  const run = runFrames({
    legs: [
      { symbol: history.symbol, bars: history, from: 0, strategy: await ctx.strategies.get(ref), params: ref.params },
    ],
    account: {
      ...account,
      cash: capital,
      equity: capital,
      positions: [],
      terms: { ...account.terms, fractional: true },
    },
    signal: ctx.signal,
    probe: false,
    checkInvariants: false,
  });
  return run.trades.filter((trade) => trade.exitTime !== null).map((trade) => trade.return);
}
