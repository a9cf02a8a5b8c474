import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'unsorted';

/** Rows whose date comes before that of the row above (in the configured order). A whole file in the other order is said as such. */
export const unsorted: RowCheck = {
  name,
  title: 'rows that are out of order',
  remedy: 'sort the rows by date; for a file in the other order set data.csv.order',
  check(given) {
    const time = given.columns[0]!;
    const sign = given.newestFirst ? -1 : 1;
    const seen: { row: number }[] = [];
    let steps = 0;
    let back = 0;
    let previous = NaN;
    for (let row = 0; row < time.length; row++) {
      const at = time[row]! * sign;
      if (at !== at) continue;
      if (at < previous) {
        back++;
        seen.push({ row });
      }
      if (previous === previous && at !== previous) steps++;
      previous = at;
    }
    if (seen.length > 0 && back === steps) {
      const other = given.newestFirst ? 'oldest_first' : 'newest_first';
      return findInFile(
        name,
        'error',
        given,
        seen.slice(0, 1),
        () => `the whole file is in the other order (data.csv.order=${other})`,
      );
    }
    return findInFile(
      name,
      'error',
      given,
      seen,
      (count) => `${count} ${count === 1 ? 'row is' : 'rows are'} out of order`,
    );
  },
};
