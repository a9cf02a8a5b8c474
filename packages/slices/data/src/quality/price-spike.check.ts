import { expm1, log } from '@bot-v2/quant/elementary';
import type { QualityCheck } from './quality-check.js';
import { returnScale } from './robust-scale.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'price_spike';
const least = log(1.1);
const scales = 8;

/**
 * A close that leaves its neighbours and is back on the next bar: both moves beyond eight typical ones (at least 10 %,
 * measured over the 60 bars before and the year) and the two cancel to a quarter. It is told with the year of the bar
 * that came back. A crash that stays, or comes back in part (1987-10-19), is none.
 */
export const priceSpike: QualityCheck = {
  name,
  title: 'a close that jumps by eight typical moves (at least 10 %) and is back on the next bar',
  remedy: 'compare the bar with another source and correct or remove the row',
  check({ columns: { time, close }, interval }) {
    return findByYear({
      check: name,
      severity: 'error',
      time,
      interval,
      reach: 60,
      search({ start, end, first }) {
        const seen: Sighting[] = [];
        let limit = NaN;
        for (let row = Math.max(start - 1, 1); row < end - 1; row++) {
          const ratio = close[row]! / close[row - 1]!;
          if (ratio < 1.1 && ratio > 1 / 1.1) continue;
          if (limit !== limit) limit = Math.max(least, scales * returnScale(close, first, end));
          const there = log(ratio);
          if (Math.abs(there) <= limit) continue;
          const back = log(close[row + 1]! / close[row]!);
          const rest = Math.abs(there + back);
          if (there * back >= 0 || Math.abs(back) <= limit || rest > 0.25 * Math.min(Math.abs(there), Math.abs(back)))
            continue;
          if (row - first > 20) {
            const local = scales * returnScale(close, Math.max(first, row - 20), row);
            if (Math.abs(there) <= local) continue;
          }
          seen.push({ row, text: `${there > 0 ? '+' : ''}${(expm1(there) * 100).toFixed(0)} % and back` });
        }
        return seen;
      },
      message: (seen, where, year) =>
        `${year}: ${seen.length} ${seen.length === 1 ? 'close' : 'closes'} out of line with both neighbours: ${where}`,
    });
  },
};
