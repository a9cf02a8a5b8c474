import type { Bars, CorporateAction } from '@bot-v2/sdk';

/** The actions a ledger settles: those of a raw frame that its prices do not already contain, by ex-date, dividends before splits. */
export function settledActions(bars: Bars): readonly CorporateAction[] {
  if (bars.basis !== 'raw' || bars.actions.length === 0) return noActions;
  const rank = (action: CorporateAction) => (action.type === 'dividend' ? 0 : 1);
  return bars.actions
    .filter((action) => action.inPrice !== true)
    .sort((a, b) => a.exDate - b.exDate || rank(a) - rank(b));
}

const noActions: readonly CorporateAction[] = [];

/** Index of the first row with `time >= instant`; `bars.length` when there is none. */
export function rowFrom(time: Float64Array, instant: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

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
 * Factors of a raw frame's actions that fall between two of its rows, in order. A dividend is measured against the
 * raw close before its ex-date (CRSP convention); one that is not smaller than that close has no factor.
 */
export function actionFactors(bars: Bars, dividends: boolean): readonly ActionFactor[] {
  const factors: ActionFactor[] = [];
  for (const action of settledActions(bars)) {
    const row = rowFrom(bars.time, action.exDate);
    if (row === 0 || row >= bars.length) continue;
    if (action.type === 'split') factors.push({ row, price: action.ratio, shares: action.ratio });
    else if (dividends && action.amount < bars.close[row - 1]!) {
      factors.push({ row, price: 1 / (1 - action.amount / bars.close[row - 1]!), shares: 1 });
    }
  }
  return factors;
}
