import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'non_finite';

/** Prices, volumes and dates that are blank, NaN, null or infinite. */
export const nonFinite: RowCheck = {
  name,
  title: 'a price, volume or date that is blank, NaN, null or infinite',
  remedy: 'remove the row: a missing price is a missing bar',
  check(given) {
    const infinite = given.columns.slice(1, 6).flatMap((column, i) => {
      const seen: { row: number; text: string }[] = [];
      column.forEach((value, row) => {
        if (Math.abs(value) === Infinity)
          seen.push({ row, text: `${['open', 'high', 'low', 'close', 'volume'][i]} is ${value}` });
      });
      return seen;
    });
    const blank = given.missing.map(({ row, column, text }) => ({
      row,
      text: `${column} is ${text === '' ? 'blank' : text}`,
    }));
    return findInFile(
      name,
      'error',
      given,
      [...blank, ...infinite],
      (count) => `${count} ${count === 1 ? 'value is' : 'values are'} missing`,
    );
  },
};
