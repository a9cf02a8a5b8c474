import { settledActions } from '../price-view/index.js';
import type { SweepInput } from './sweep-input.js';

/** Rows of the traded part at which an action is due. */
export function actionRows({ bars, from }: SweepInput, settledThrough: number): readonly number[] {
  const due = settledActions(bars)
    .map(({ exDate }) => exDate)
    .filter((exDate) => exDate > settledThrough);
  const rows = new Set<number>();
  let row = from;
  for (const exDate of due) {
    while (row < bars.length && bars.time[row]! < exDate) row++;
    if (row < bars.length) rows.add(row);
  }
  return [...rows];
}
