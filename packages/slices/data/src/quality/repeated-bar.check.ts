import type { CheckedBars, QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'repeated_bar';

/** Whether two rows are equal in all prices and volume, and something moved or traded on them. */
export function isSameBar({ open, high, low, close, volume }: CheckedBars['columns'], a: number, b: number): boolean {
  return (
    close[a] === close[b] &&
    open[a] === open[b] &&
    high[a] === high[b] &&
    low[a] === low[b] &&
    volume[a] === volume[b] &&
    (volume[a]! > 0 || high[a]! > low[a]!)
  );
}

/** Bars equal to the one before in every price and in volume: usually a copied row. A quote carried on is none. */
export const repeatedBar: QualityCheck = {
  name,
  title: 'a bar equal to the one before it in all prices and volume',
  remedy: 'load those days again; remove the row when there was no session',
  check({ columns, interval }) {
    return findByYear({
      check: name,
      severity: 'warning',
      time: columns.time,
      interval,
      search({ start, end }) {
        const seen: { row: number }[] = [];
        for (let row = Math.max(start, 1); row < end; row++) if (isSameBar(columns, row, row - 1)) seen.push({ row });
        return seen;
      },
      message: (seen, where) => `${seen.length} bars repeat the one before: ${where}`,
    });
  },
};
