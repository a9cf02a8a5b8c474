import { BotError, dayText } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { rowFrom, settledActions } from './settled-actions.js';

/** By how much an action multiplies an adjusted price from its row on, and a share count. */
export interface ActionFactor {
  /** First row that trades without the right. */
  readonly row: number;
  /** Growth of a price series that ignores the action: split ratio, or 1 ÷ (1 − dividend ÷ previous close). */
  readonly price: number;
  /** Shares for one share: the split ratio, 1 for a dividend. */
  readonly shares: number;
}

/**
 * What a dividend leaves of a price: 1 − amount ÷ `reference`, the raw close before the ex-date (see `actionFactors`).
 * @throws BOT_DATA_MALFORMED when nothing would be left
 */
export function dividendMultiplier(
  symbol: string,
  dividend: { readonly exDate: number; readonly amount: number },
  reference: number,
): number {
  const { amount, exDate } = dividend;
  if (amount < reference) return 1 - amount / reference;
  throw new BotError(
    'BOT_DATA_MALFORMED',
    `${symbol}: the dividend of ${amount} on ${dayText(exDate)} is not smaller than the close before it, ${reference}`,
    {
      details: { symbol, exDate, amount, close: reference },
      hint: 'Correct its amount (cash for one share as it traded before that day), or drop it if it was never paid.',
    },
  );
}

/**
 * Factors of a raw frame's actions that fall between two of its rows, in order. Split: the ratio. Dividend: the
 * multiplier 1 − D ÷ P of the past, P being the raw close before the ex-date; the formula of the CRSP-style adjusted
 * close as Yahoo Finance documents it ("What is the adjusted close?") and as LEAN's factor files hold it. It reinvests
 * the dividend at the theoretical ex-date price P − D. Where several actions fall between the same two rows, each is
 * measured against what the earlier ones left of P: two dividends count as their sum, a dividend after a split as paid
 * on the new share.
 * @throws BOT_DATA_MALFORMED when `dividends` and one is not smaller than the price it comes out of
 */
export function actionFactors(bars: Bars, dividends: boolean): readonly ActionFactor[] {
  const factors: ActionFactor[] = [];
  let row = -1;
  let reference = NaN;
  for (const action of settledActions(bars)) {
    const at = rowFrom(bars.time, action.exDate);
    if (at === 0 || at >= bars.length) continue;
    if (at !== row) reference = bars.close[at - 1]!;
    row = at;
    if (action.type === 'split') {
      factors.push({ row, price: action.ratio, shares: action.ratio });
      reference /= action.ratio;
    } else if (dividends) {
      factors.push({ row, price: 1 / dividendMultiplier(bars.symbol, action, reference), shares: 1 });
      reference -= action.amount;
    }
  }
  return factors;
}

/** Cumulative factors by row, anchored at the first row: 1 before the first action. */
export interface CumulativeFactors {
  readonly price: Float64Array;
  readonly shares: Float64Array;
}

/** The running products of `actionFactors`. A later action changes no earlier row. */
export function cumulativeFactors(bars: Bars, dividends: boolean): CumulativeFactors {
  const price = new Float64Array(bars.length).fill(1);
  const shares = new Float64Array(bars.length).fill(1);
  let p = 1;
  let s = 1;
  const factors = actionFactors(bars, dividends);
  for (let k = 0; k < factors.length; k++) {
    p *= factors[k]!.price;
    s *= factors[k]!.shares;
    const end = factors[k + 1]?.row ?? bars.length;
    price.fill(p, factors[k]!.row, end);
    shares.fill(s, factors[k]!.row, end);
  }
  return { price, shares };
}
