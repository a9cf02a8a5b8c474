import { BotError } from '@bot-v2/sdk';

/** Milliseconds of a UTC day. */
export const dayMs = 86_400_000;

/**
 * Number of a calendar date, counted in days from 1970-01-01.
 * @throws BOT_CONFIG_INVALID when the text is not an existing date written YYYY-MM-DD
 */
export function dayOf(date: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== date) {
    throw new BotError('BOT_CONFIG_INVALID', `"${date}" is not a date`, {
      details: { date },
      hint: 'Write dates as YYYY-MM-DD, for example 2024-03-28.',
    });
  }
  return instant / dayMs;
}

/** The date YYYY-MM-DD of a day number. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
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
