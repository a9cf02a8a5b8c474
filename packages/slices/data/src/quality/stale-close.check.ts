import type { QualityCheck } from './quality-check.js';
import { medianOf } from './robust-scale.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'stale_close';
const run = 5;

/**
 * Closes that stay the same for five bars or more while volume is reported. Information only in years in which the
 * close stands still on a tenth of the bars anyway: a thinly traded or coarsely quoted series. Counts the bars of such
 * runs but the first.
 */
export const staleClose: QualityCheck = {
  name,
  title: 'the same close on five or more bars in a row',
  remedy: 'load those days again from another source; no price was made there',
  check({ columns: { time, close, high, low }, interval }) {
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      reach: run - 1,
      search({ start, end, first }) {
        const seen: Sighting[] = [];
        let still = 0;
        for (let row = first; row < end;) {
          let next = row + 1;
          while (next < end && close[next] === close[row]) next++;
          if (next - row < run) still += next - row - 1;
          if (next - row >= run) {
            const ranges = medianOf(
              Array.from({ length: next - row - 1 }, (_, i) => high[row + 1 + i]! / low[row + 1 + i]! - 1),
            );
            const text = `${next - row} bars${ranges === 0 ? ' without any movement' : ''}`;
            for (let i = Math.max(row + 1, start); i < next; i++) seen.push({ row: i, text });
          }
          row = next;
        }
        const thin = still >= 0.1 * (end - first);
        return thin ? seen.map((sighting) => ({ ...sighting, severity: 'info' as const })) : seen;
      },
      message: (seen, where, year) =>
        `${year}: the close does not move on ${seen.length} bars: ${where}` +
        (seen[0]!.severity === 'info' ? '; it often stands still in this series' : ''),
    });
  },
};
