import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'high_below_low';

/** Bars whose high is below their low. */
export const highBelowLow: RowCheck = {
  name,
  title: 'a high below the low',
  remedy: 'correct or remove the row',
  check(given) {
    const [high, low] = [given.columns[2]!, given.columns[3]!];
    const seen: { row: number; text: string }[] = [];
    for (let row = 0; row < high.length; row++) {
      const [h, l] = [high[row]!, low[row]!];
      if (h < l) seen.push({ row, text: `high ${h}, low ${l}` });
    }
    return findInFile(
      name,
      'error',
      given,
      seen,
      (count) => `${count} ${count === 1 ? 'row' : 'rows'} with a high below the low`,
    );
  },
};
