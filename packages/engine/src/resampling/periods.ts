import type { DateRange } from '../calendar/index.js';
import { dateOf, dayOf } from '../calendar/index.js';

/** Intervals of one session or more. */
export type DatedInterval = '1d' | '1w' | '1M';

/** The day, the week (Monday to Sunday, ISO 8601) or the month around a date. */
export function periodAround(date: string, interval: DatedInterval): DateRange {
  const day = dayOf(date);
  if (interval === '1d') return { from: date, to: date };
  if (interval === '1w') {
    const monday = day - ((((day + 3) % 7) + 7) % 7);
    return { from: dateOf(monday), to: dateOf(monday + 6) };
  }
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return { from: `${date.slice(0, 8)}01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}
