import type { QualityCheck } from './quality-check.js';
import { dateText, findByYear } from './year-rows.js';

const name = 'weekday_gaps';
const dayMs = 86_400_000;
/** The longest run of weekdays that exchange holidays explain; markets were shut for four in September 2001. */
const longestHoliday = 4;

/** Mondays to Fridays strictly between two days (days since 1970-01-01, a Thursday). */
export function weekdaysBetween(first: number, last: number): number {
  const upTo = (day: number): number => {
    const shifted = day + 3;
    const weeks = Math.floor(shifted / 7);
    return weeks * 5 + Math.min(shifted - weeks * 7, 5);
  };
  return upTo(last) - upTo(first + 1);
}

/**
 * Weekdays without a bar between two daily bars, where no exchange calendar is known: holidays cannot be told from
 * missing bars, so this informs; more than four weekdays in a row are a warning. With a calendar see `missing_session`.
 */
export const weekdayGaps: QualityCheck = {
  name,
  title:
    'without a calendar: weekdays without a bar, holidays included; a warning when more than four follow each other',
  remedy: 'name the exchange (data.csv.calendar) to tell holidays from missing bars',
  check({ columns: { time }, interval, sessions }) {
    if (interval !== '1d' || sessions !== undefined) return [];
    return findByYear({
      check: name,
      severity: 'info',
      time,
      interval,
      search({ start, end }) {
        let total = 0;
        let longest = 0;
        let at = -1;
        for (let row = Math.max(start, 1); row < end; row++) {
          const missing = weekdaysBetween(Math.floor(time[row - 1]! / dayMs), Math.floor(time[row]! / dayMs));
          total += missing;
          if (missing > longest) [longest, at] = [missing, row];
        }
        if (total === 0) return [];
        const text = `at most ${longest} in a row, ${dateText(time[at - 1]!)} to ${dateText(time[at]!)}`;
        return [{ row: at, count: total, text, severity: longest > longestHoliday ? 'warning' : 'info' }];
      },
      message: ([seen], _, year) => `${year}: ${seen!.count} weekdays have no bar (holidays included), ${seen!.text}`,
    });
  },
};
