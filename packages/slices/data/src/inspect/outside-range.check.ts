import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'outside_range';

/** Opens and closes that no trade of the bar can have made. */
export const outsideRange: RowCheck = {
  name,
  title: 'an open or close above the high or below the low',
  remedy: 'correct the row, or widen the range when the difference is rounding',
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
      if (h >= l && (o > h || o < l || c > h || c < l))
        seen.push({ row, text: `${o > h || o < l ? `open ${o}` : `close ${c}`} outside ${l} … ${h}` });
    }
    return findInFile(
      name,
      'error',
      given,
      seen,
      (count) => `${count} ${count === 1 ? 'row' : 'rows'} with an open or close outside high and low`,
    );
  },
};
