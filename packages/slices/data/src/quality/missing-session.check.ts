import type { QualityCheck } from './quality-check.js';
import { dateText, findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'missing_session';
const dayMs = 86_400_000;
const many = 5;

/**
 * Sessions of the exchange between two daily bars that have no bar. A warning; an error from five in a row. Days beyond
 * what the calendar knows are not judged; gaps of half a year and more are `reused_ticker`.
 */
export const missingSession: QualityCheck = {
  name,
  title: 'with a calendar: sessions of the exchange without a daily bar; an error from five in a row',
  remedy: 'load those days; a halt or a young listing explains some',
  check({ columns: { time }, interval, sessions }) {
    if (interval !== '1d' || sessions === undefined) return [];
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      search({ start, end }) {
        const seen: Sighting[] = [];
        for (let row = Math.max(start, 1); row < end; row++) {
          const apart = time[row]! - time[row - 1]!;
          if (apart === dayMs) continue;
          const after = Math.floor(time[row - 1]! / dayMs);
          const before = Math.floor(time[row]! / dayMs);
          if (before - after < 2 || before - after > 180) continue;
          let missing = 0;
          let firstMissing = 0;
          for (
            let day = Math.max(after + 1, sessions.knownFrom);
            day < Math.min(before, sessions.knownThrough + 1);
            day++
          ) {
            if (sessions.isSession(day) && missing++ === 0) firstMissing = day;
          }
          if (missing === 0) continue;
          const text = `${missing} from ${dateText(firstMissing * dayMs)}`;
          seen.push({ row, text, count: missing, severity: missing >= many ? 'error' : undefined });
        }
        return seen;
      },
      message: (seen, where, year) =>
        `${year}: ${seen.reduce((n, { count = 1 }) => n + count, 0)} sessions of ${sessions.calendar} have no bar, before ${where}`,
    });
  },
};
