import { dividendEvidence } from '../quality/dividend-evidence.js';
import type { DividendFault } from '../quality/dividend-evidence.js';
import type { CheckedBars } from '../quality/index.js';
import type { CellEdit, Repair } from './repair-record.js';

/** Edits for the dividends with one of the faults: the amount where another is likelier, the adjusted closes before it. */
function plan(bars: CheckedBars, faults: readonly DividendFault[]): CellEdit[] {
  const edits: CellEdit[] = [];
  const { adjustedClose } = bars;
  const wrong = dividendEvidence(bars, 0, bars.columns.close.length).filter(
    ({ fault }) => fault !== undefined && faults.includes(fault),
  );
  for (const { row, amount, likely } of wrong) {
    if (likely !== amount) edits.push({ column: 'dividends', row, after: likely, reason: `${amount} stated` });
  }
  if (adjustedClose === undefined) return edits;
  let factor = 1;
  for (let row = adjustedClose.length - 1, next = wrong.length - 1; row >= 0; row--) {
    const at = wrong[next];
    if (factor !== 1)
      edits.push({ column: 'adjustedClose', row, after: adjustedClose[row]! * factor, reason: 'dividends after it' });
    if (at?.row === row) {
      factor *= at.factor;
      next--;
    }
  }
  return edits;
}

/** Takes a stated dividend out of the adjusted closes before it. */
export const dividendAdjustmentRepair: Repair = {
  name: 'missing_dividend_adjustment',
  title: 'takes stated dividends out of the adjusted closes before them (factor 1 − D ÷ C)',
  plan: (bars) => plan(bars, ['missing_adjustment', 'adjustment_disagrees']),
};

/** Divides amounts by 100, or by the split of their day; the adjusted close follows where it used them. */
export const badDividendRepair: Repair = {
  name: 'bad_dividend',
  title: 'divides an amount by 100, or by the split of its day, and recomputes the adjusted closes that used it',
  plan: (bars) => plan(bars, ['wrong_amount']),
};

/** Drops a dividend that is stated twice. */
export const phantomDividendRepair: Repair = {
  name: 'phantom_dividend',
  title: 'sets a dividend that is stated twice within a week to zero and puts it back into the adjusted closes',
  plan: (bars) => plan(bars, ['phantom']),
};

/** Puts the capital gain back that was taken out twice. */
export const capitalGainRepair: Repair = {
  name: 'capital_gain_counted_twice',
  title: 'puts a capital gain back into the adjusted closes that was taken out twice',
  plan: (bars) => plan(bars, ['gain_counted_twice']),
};
