import { priceColumns } from '../quality/price-units.js';
import type { CheckedBars } from '../quality/index.js';
import { splitFaults } from '../quality/split-units.js';
import type { CellEdit, Repair } from './repair-record.js';

/** Edits that put rows on the right side of their split: price × factor, volume ÷ factor. */
function plan(bars: CheckedBars, stretch: boolean): CellEdit[] {
  const { columns, adjustedClose } = bars;
  const factors = new Map<number, { factor: number; ratio: number }>();
  for (const fault of splitFaults(bars, 0, columns.close.length)) {
    if (fault.stretch !== stretch) continue;
    fault.rows.forEach((row, i) => {
      factors.set(row, { factor: (factors.get(row)?.factor ?? 1) * fault.factors[i]!, ratio: fault.split.ratio });
    });
  }
  const edits: CellEdit[] = [];
  for (const [row, { factor, ratio }] of factors) {
    const reason = `split of ${ratio} : 1`;
    for (const column of priceColumns) edits.push({ column, row, after: columns[column][row]! * factor, reason });
    edits.push({ column: 'volume', row, after: columns.volume[row]! / factor, reason });
    const adjusted = adjustedClose?.[row];
    if (adjusted !== undefined) edits.push({ column: 'adjustedClose', row, after: adjusted * factor, reason });
  }
  return edits;
}

/** Applies a stated split to the rows before it. */
export const splitAdjustmentRepair: Repair = {
  name: 'missing_split_adjustment',
  title: 'applies a stated split to the rows before it that it was not applied to (prices and volume)',
  plan: (bars) => plan(bars, true),
};

/** Corrects single rows on the wrong side of a stated split. */
export const badSplitRepair: Repair = {
  name: 'bad_split',
  title: 'corrects single rows to which a stated split was applied wrongly (prices and volume)',
  plan: (bars) => plan(bars, false),
};
