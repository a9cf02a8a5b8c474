import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'non_positive_price';

/** Prices of zero or less: usually a missing value written as a number. */
export const nonPositivePrice: RowCheck = {
  name,
  title: 'a price of zero or less',
  remedy: 'remove the row, or correct the price',
  check(given) {
    const [, open, high, low, close] = given.columns as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const seen: { row: number; text: string }[] = [];
    for (let row = 0; row < close.length; row++) {
      const [o, h, l, c] = [open[row]!, high[row]!, low[row]!, close[row]!];
      if (o <= 0 || h <= 0 || l <= 0 || c <= 0) seen.push({ row, text: `${Math.min(o, h, l, c)}` });
    }
    return findInFile(
      name,
      'error',
      given,
      seen,
      (count) => `${count} ${count === 1 ? 'row' : 'rows'} with a price that is not positive`,
    );
  },
};
