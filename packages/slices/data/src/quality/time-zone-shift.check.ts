import type { QualityCheck } from './quality-check.js';
import { findByYear, isDated } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'time_zone_shift';
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * Daily: weeks that run from Sunday to Thursday (or Tuesday to Saturday) in a series whose other weeks run from Monday
 * to Friday: dates that slipped by a day, usually midnight of another time zone. Intraday: the first bar of the day
 * moves by two hours or more and stays there for five days; one hour is summer time.
 */
export const timeZoneShift: QualityCheck = {
  name,
  title:
    'weeks from Sunday to Thursday among weeks from Monday to Friday; intraday, a day that starts two hours off and stays so',
  remedy: 'write dates in the exchange’s time zone, or times with their offset',
  check({ columns: { time }, interval }) {
    if (interval === '1w' || interval === '1M') return [];
    return findByYear({
      check: name,
      severity: 'error',
      time,
      interval,
      reach: isDated(interval) ? 30 : 1_000,
      search: ({ start, end, first }) =>
        isDated(interval) ? shiftedWeeks(time, first, start, end) : shiftedStarts(time, first, start, end),
      message: (seen, where, year) => `${year}: dates or times slip at ${where}`,
    });
  },
};

/** Whether any row falls on a Saturday or Sunday. */
function hasWeekend(time: Float64Array, first: number, end: number): boolean {
  for (let row = first; row < end; row++) {
    const weekday = (((time[row]! / dayMs + 4) % 7) + 7) % 7;
    if (weekday < 1 || weekday >= 6) return true;
  }
  return false;
}

/**
 * First rows of runs of weeks of another kind than the week before; single weeks (holidays) are passed over. Where a week
 * before the run tells nothing (one that slipped and lacks its Monday looks like one that lacks its Friday), its first row
 * is named too: the run may begin there.
 */
function shiftedWeeks(time: Float64Array, first: number, start: number, end: number): Sighting[] {
  if (!hasWeekend(time, first, end)) return [];
  const weeks: { row: number; kind: number }[] = [];
  for (let row = first; row < end;) {
    // Weeks from Sunday to Saturday: 1970-01-01 was a Thursday.
    const week = Math.floor((time[row]! / dayMs + 4) / 7);
    let mask = 0;
    const begin = row;
    for (; row < end && Math.floor((time[row]! / dayMs + 4) / 7) === week; row++) {
      mask |= 1 << ((((Math.floor(time[row]! / dayMs) + 4) % 7) + 7) % 7);
    }
    const sunday = (mask & 1) !== 0;
    const friday = (mask & 32) !== 0;
    const saturday = (mask & 64) !== 0;
    const monday = (mask & 2) !== 0;
    if (sunday && saturday) return [];
    weeks.push({
      row: begin,
      kind: sunday && !friday ? -1 : saturday && !monday ? 1 : friday && !sunday && !saturday ? 0 : 2,
    });
  }
  const judged = weeks
    .map(({ row, kind }, i) => ({ row, kind, after: weeks[i + 1]?.row ?? end }))
    .filter(({ kind }) => kind !== 2);
  const seen: Sighting[] = [];
  for (let i = 1; i + 1 < judged.length; i++) {
    const { row, kind } = judged[i]!;
    if (kind === judged[i - 1]!.kind || kind !== judged[i + 1]!.kind) continue;
    const text =
      kind === 0
        ? 'back to Monday to Friday'
        : kind < 0
          ? 'from here Sunday to Thursday'
          : 'from here Tuesday to Saturday';
    if (judged[i + 1]!.row < start) continue;
    const { after } = judged[i - 1]!;
    if (after < row) seen.push({ row: after, text: 'perhaps from here', count: 0 });
    seen.push({ row, text });
  }
  return seen;
}

/** Days from which on the first bar is at least two hours off the day before, for five days or more. */
function shiftedStarts(time: Float64Array, first: number, start: number, end: number): Sighting[] {
  const days: { row: number; at: number }[] = [];
  let previous = NaN;
  for (let row = first; row < end; row++) {
    const day = Math.floor(time[row]! / dayMs);
    if (day !== previous) days.push({ row, at: time[row]! - day * dayMs });
    previous = day;
  }
  const seen: Sighting[] = [];
  for (let i = 5; i + 4 < days.length; i++) {
    const shift = days[i]!.at - days[i - 1]!.at;
    const steady = (from: number): boolean =>
      days.slice(from, from + 5).every(({ at }) => Math.abs(at - days[from]!.at) < hourMs / 2);
    if (Math.abs(shift) < 2 * hourMs || !steady(i) || !steady(i - 5)) continue;
    if (days[i + 4]!.row >= start)
      seen.push({
        row: days[i]!.row,
        text: `first bar ${shift > 0 ? 'later' : 'earlier'} by ${+(Math.abs(shift) / hourMs).toFixed(2)} hours`,
      });
  }
  return seen;
}
