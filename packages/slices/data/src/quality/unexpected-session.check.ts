import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'unexpected_session';
const dayMs = 86_400_000;
const rare = 0.02;
const fewestRows = 20;

const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/**
 * Daily bars on days without a session: by the calendar where one is known; otherwise Saturdays and Sundays in a year
 * (and the 60 bars before) in which fewer than one bar in fifty falls on that day of the week.
 */
export const unexpectedSession: QualityCheck = {
  name,
  title: 'daily bars on days on which the exchange was closed (without a calendar: stray weekend bars)',
  remedy: 'remove the row, or correct its date; check the time zone of the file',
  check({ columns: { time }, interval, sessions }) {
    if (interval !== '1d') return [];
    return findByYear({
      check: name,
      severity: 'error',
      time,
      interval,
      reach: 60,
      search({ start, end, first }) {
        const days = new Uint32Array(7);
        const covered =
          sessions !== undefined &&
          time[start]! >= sessions.knownFrom * dayMs &&
          time[end - 1]! < (sessions.knownThrough + 1) * dayMs;
        for (let row = covered ? end : first; row < end; row++) {
          const index = weekdayOf(Math.floor(time[row]! / dayMs));
          days[index] = days[index]! + 1;
        }
        const seen: Sighting[] = [];
        for (let row = start; row < end; row++) {
          const day = Math.floor(time[row]! / dayMs);
          const known = sessions !== undefined && day >= sessions.knownFrom && day <= sessions.knownThrough;
          const weekday = weekdayOf(day);
          const closed = known
            ? !sessions.isSession(day)
            : (weekday === 0 || weekday === 6) &&
              end - first >= fewestRows &&
              (days[weekday] ?? 0) < rare * (end - first);
          if (closed) seen.push({ row });
        }
        return seen;
      },
      message: (seen, where, year) =>
        `${year}: ${seen.length} bars on days without a session${sessions === undefined ? '' : ` of ${sessions.calendar}`}: ${where}`,
    });
  },
};
