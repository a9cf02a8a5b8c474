import type { QualityCheck } from './quality-check.js';
import { findByYear, isDated } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'open_equals_previous_close';
const limit = 0.2;
const fewestRows = 20;
const sessionBreakMs = 3 * 3_600_000;

/**
 * Opens that are the previous close, on more than a fifth of a year's bars: nobody traded there, and a fill at the next
 * open would be a fill at the signal bar's own close. Years with fewer than 20 pairs of bars are not judged. Within a day
 * trading goes on, and an open at the last price is what one expects: of intraday bars only those after a break of three
 * hours count.
 */
export const openEqualsPreviousClose: QualityCheck = {
  name,
  title: 'the open is the previous close on more than 20 % of the bars of a calendar year',
  remedy: 'fill at the next close; the engine does so by itself',
  check({ columns: { time, open, close }, interval }) {
    return findByYear({
      check: name,
      severity: 'error',
      time,
      interval,
      reach: 0,
      search({ start, end }) {
        const seen: Sighting[] = [];
        const apart = isDated(interval) ? 0 : sessionBreakMs;
        let pairs = 0;
        for (let row = start + 1; row < end; row++) {
          if (time[row]! - time[row - 1]! < apart) continue;
          pairs++;
          if (open[row] === close[row - 1]) seen.push({ row });
        }
        const text = String(pairs);
        return pairs < fewestRows || seen.length <= limit * pairs ? [] : seen.map(({ row }) => ({ row, text }));
      },
      message: (seen, _, year) =>
        `${year}: the open equals the previous close on ${((100 * seen.length) / Number(seen[0]!.text)).toFixed(0)} % of bars ` +
        `(${seen.length} of ${seen[0]!.text}); opens are not trusted`,
    });
  },
};
