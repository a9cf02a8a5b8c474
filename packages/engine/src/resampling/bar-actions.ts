import type { Bars, CorporateAction } from '@bot-v2/sdk';
import { isSettled } from '../price-view/index.js';
import type { Bin } from './bins.js';

/** A frame's actions, moved to the coarser bars, and what the split inside a bar does to the rows before it. */
export interface BarActions {
  readonly actions: readonly CorporateAction[];
  /** Shares of the bar's end for one share of the row, by row; null when no bar contains a split. */
  readonly shares: Float64Array | null;
}

/** Row of a bar from which an action is in force; -1 when it falls before the bar's second row or after its last. */
function rowInside(bars: Bars, bin: Bin, exDate: number): number {
  if (exDate <= bin.time) return -1;
  for (let row = bin.start; row < bin.end; row++) if (bars.time[row]! >= exDate) return row;
  return -1;
}

/**
 * Actions as the coarser bars settle them. One whose ex-date falls inside a bar takes effect at that bar's start: the
 * rows before a split are brought to the new shares, and a dividend paid after it is counted for one old share, since
 * a ledger settles dividends of a date before splits of the date. Actions already in the prices, and changes of symbol,
 * stay as they are.
 */
export function barActions(bars: Bars, bins: readonly Bin[]): BarActions {
  const last = bins[bins.length - 1];
  if (last === undefined || bars.actions.length === 0) return { actions: [], shares: null };
  let shares: Float64Array | null = null;
  const ratios = new Map<Bin, number>();
  const actions: CorporateAction[] = [];
  for (const action of [...bars.actions].sort((a, b) => a.exDate - b.exDate)) {
    if (action.exDate > bars.time[last.end - 1]!) continue;
    const bin =
      bars.basis === 'raw' && isSettled(action) && action.inPrice !== true
        ? bins.find((candidate) => rowInside(bars, candidate, action.exDate) >= 0)
        : undefined;
    if (bin === undefined || !isSettled(action)) {
      actions.push(action);
    } else if (action.type === 'split') {
      shares ??= new Float64Array(bars.length).fill(1);
      const from = rowInside(bars, bin, action.exDate);
      for (let row = bin.start; row < from; row++) shares[row] = shares[row]! * action.ratio;
      ratios.set(bin, (ratios.get(bin) ?? 1) * action.ratio);
      actions.push({ ...action, exDate: bin.time });
    } else {
      actions.push({ ...action, exDate: bin.time, amount: action.amount * (ratios.get(bin) ?? 1) });
    }
  }
  return { actions, shares };
}
