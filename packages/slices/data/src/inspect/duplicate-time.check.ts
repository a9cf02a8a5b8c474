import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'duplicate_time';

/** Rows with the time of an earlier row, wherever they stand. */
export const duplicateTime: RowCheck = {
  name,
  title: 'two rows for one time, equal or not',
  remedy: 'keep one of them',
  check(given) {
    const { columns } = given;
    const first = new Map<number, number>();
    const seen: { row: number; text: string }[] = [];
    columns[0]!.forEach((time, row) => {
      if (time !== time) return;
      const before = first.get(time);
      if (before === undefined) first.set(time, row);
      else
        seen.push({
          row,
          text: `${isEqual(columns, row, before) ? 'equal to' : 'other than'} line ${given.line[before]}`,
        });
    });
    return findInFile(
      name,
      'error',
      given,
      seen,
      (count) => `${count} ${count === 1 ? 'row has' : 'rows have'} a time that is there already`,
    );
  },
};

/** Whether two rows hold the same numbers in every column. */
export function isEqual(columns: readonly Float64Array[], a: number, b: number): boolean {
  return columns.every((column) => Object.is(column[a], column[b]));
}
