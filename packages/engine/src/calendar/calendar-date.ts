import { BotError } from '@bot-v2/sdk';

/** Milliseconds of a UTC day. */
export const dayMs = 86_400_000;

/**
 * Number of a calendar date, counted in days from 1970-01-01.
 * @throws BOT_CONFIG_INVALID when the text is not an existing date written YYYY-MM-DD
 */
export function dayOf(date: string): number {
  if (written.test(date)) {
    const [year, month, dayOfMonth] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
    const day = new Date(0).setUTCFullYear(year, month - 1, dayOfMonth) / dayMs;
    // A day that a month does not have is one of the next.
    if (dateOf(day) === date) return day;
  }
  throw new BotError('BOT_CONFIG_INVALID', `"${date}" is not a date`, {
    details: { date },
    hint: 'Write dates as YYYY-MM-DD, for example 2024-03-28.',
  });
}

const written = /^\d{4}-\d{2}-\d{2}$/;

/** The date YYYY-MM-DD of a day number. */
export function dateOf(day: number): string {
  const at = new Date(day * dayMs);
  const year = at.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) return at.toISOString().slice(0, 10);
  // Written by hand it takes a third of the time, and frames are asked for the dates of all their rows.
  return `${year}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** Day number of a year, month (1 to 12) and day of the month. */
export function dayIn(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / dayMs;
}

/** Year of a day number. */
export function yearOf(day: number): number {
  return new Date(day * dayMs).getUTCFullYear();
}

/** Weekday of a day number: 0 Sunday to 6 Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Day number of the n-th weekday of a month, counted from its start, or with a negative n from its end. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  if (n > 0) {
    const first = dayIn(year, month, 1);
    return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
  }
  const last = dayIn(year, month + 1, 0);
  return last - ((weekdayOf(last) - weekday + 7) % 7) + 7 * (n + 1);
}

/** Minutes after midnight of a time of day written HH:MM; 24:00 is the end of the day. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
