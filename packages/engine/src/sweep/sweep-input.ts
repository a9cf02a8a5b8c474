import { columnDecision, isBotError } from '@bot-v2/sdk';
import type { Account, Bars, RunnableStrategy } from '@bot-v2/sdk';
import { checkedInput } from '../frame-driver/check-input.js';
import { loopFor } from '../frame-driver/walk.js';
import { settledActions } from '../price-view/index.js';

/** What many parameter sets of one strategy are tried on. */
export interface SweepInput {
  readonly strategy: RunnableStrategy;
  readonly bars: Bars;
  /** First row that may be traded: the first decision is made at the close before it. */
  readonly from: number;
  /** Its `capital` and `terms` count; every trial starts flat, a full signal being the whole account. */
  readonly account: Account;
}

/**
 * Why the trials of an input need the loop; null when a sweep gives the same figures, known before anything runs: the
 * decision is a column, one symbol is traded by our own conventions in a cash account, and time alone moves no money.
 * What a column asks for beyond long, flat and market orders is found while sweeping, which then gives no figures.
 */
export function sweepObstacle(input: SweepInput): string | null {
  const { strategy, bars, from, account } = input;
  const known = decisionObstacle(strategy);
  if (known !== null) return known;
  try {
    checkedInput({ legs: [{ symbol: bars.symbol, bars, from, strategy }], account });
  } catch (error) {
    if (!isBotError(error)) throw error;
    return error.message;
  }
  return accountObstacle(input);
}

/** Why an input that is one needs the loop; else null. It is not checked again. */
export function checkedObstacle(input: SweepInput): string | null {
  return decisionObstacle(input.strategy) ?? accountObstacle(input);
}

function decisionObstacle(strategy: RunnableStrategy): string | null {
  if (strategy.scope !== undefined && strategy.scope !== 'symbol') return 'it decides for all symbols at once';
  if (columnDecision(strategy) === null) return 'its decision is no column';
  if (strategy.state !== undefined) return 'it keeps state';
  if (Object.keys(strategy.timeframes ?? {}).length > 0) return 'it reads longer bars';
  return null;
}

function accountObstacle({ strategy, bars, from, account }: SweepInput): string | null {
  const input = { legs: [{ symbol: bars.symbol, bars, from, strategy }], account };
  if (loopFor(input) !== 'fast') return 'the terms of the account need the general loop';
  if (account.terms.cashInterest !== 0) return 'cash earns interest';
  if (settledActions(bars).length > 0 && strategy.scaleFree !== true)
    return 'it is not scale-free, and its prices change with every action';
  return null;
}
