import type { Bars, CorporateAction } from '@bot-v2/sdk';

/** An action that moves shares or money. Any other kind (a change of symbol) leaves positions, cash and prices alone. */
export type SettledAction = Extract<CorporateAction, { readonly type: 'split' | 'dividend' }>;

/**
 * The actions a ledger settles: those of a raw frame that its prices do not already contain, by ex-date; of one date
 * dividends before splits. A dividend's amount is thus for one share as it was held at the close before the ex-date,
 * as in CRSP's holding-period return (price × split factor + dividend) ÷ price before − 1.
 */
export function settledActions(bars: Bars): readonly SettledAction[] {
  if (bars.basis !== 'raw' || bars.actions.length === 0) return noActions;
  const rank = (action: SettledAction) => (action.type === 'dividend' ? 0 : 1);
  return bars.actions
    .filter((action): action is SettledAction => isSettled(action) && action.inPrice !== true)
    .sort((a, b) => a.exDate - b.exDate || rank(a) - rank(b));
}

const noActions: readonly SettledAction[] = [];

/** Whether an action moves shares or money. */
export function isSettled(action: CorporateAction): action is SettledAction {
  return action.type === 'split' || action.type === 'dividend';
}

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
