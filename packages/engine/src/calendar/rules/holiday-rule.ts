import { dateOf, dayIn, dayOf, nthWeekday, weekdayOf } from '../calendar-date.js';
import { easterSunday } from './easter.js';

/**
 * Where a holiday that falls on a weekend is kept: `none` nowhere; `nearest` Saturday's on Friday, Sunday's on Monday;
 * `sunday` only Sunday's, on Monday; `monday` both on Monday; `two_days_on` both two days later (Christmas and Boxing
 * Day in England).
 */
export type Observance = 'none' | 'nearest' | 'sunday' | 'monday' | 'two_days_on';

/** The day of a holiday before observance: a date, the n-th weekday of a month (`plus` days on), or days from Easter Sunday. */
export type HolidayDay =
  | { readonly month: number; readonly day: number }
  | { readonly month: number; readonly weekday: number; readonly nth: number; readonly plus?: number }
  | { readonly easter: number };

/** A recurring holiday. */
export interface HolidayRule {
  readonly name: string;
  readonly on: HolidayDay;
  /** Default `none`. */
  readonly observed?: Observance;
  /** First and last year of the rule, inclusive. */
  readonly from?: number;
  readonly through?: number;
  /** Only years that leave this remainder when divided by four. */
  readonly everyFourth?: number;
}

/** A day on which an exchange does not open, and why. */
export interface Holiday {
  readonly date: string;
  readonly name: string;
}

const shifts: Record<Observance, { readonly saturday: number; readonly sunday: number }> = {
  none: { saturday: 0, sunday: 0 },
  nearest: { saturday: -1, sunday: 1 },
  sunday: { saturday: 0, sunday: 1 },
  monday: { saturday: 2, sunday: 1 },
  two_days_on: { saturday: 2, sunday: 2 },
};

function dayOfRule(on: HolidayDay, year: number): number {
  if ('easter' in on) return easterSunday(year) + on.easter;
  if ('nth' in on) return nthWeekday(year, on.month, on.weekday, on.nth) + (on.plus ?? 0);
  return dayIn(year, on.month, on.day);
}

/** The holidays of a year, on the days they are kept. A rule may fall on a weekend, or be kept in the year before. */
export function holidaysOf(rules: readonly HolidayRule[], year: number): Holiday[] {
  const found: Holiday[] = [];
  for (const rule of rules) {
    if (year < (rule.from ?? -Infinity) || year > (rule.through ?? Infinity)) continue;
    if (rule.everyFourth !== undefined && year % 4 !== rule.everyFourth) continue;
    const day = dayOfRule(rule.on, year);
    const shift = shifts[rule.observed ?? 'none'];
    const weekday = weekdayOf(day);
    const kept = day + (weekday === 6 ? shift.saturday : weekday === 0 ? shift.sunday : 0);
    found.push({ date: dateOf(kept), name: kept === day ? rule.name : `${rule.name} (observed)` });
  }
  return found;
}

/** The date itself, or the Friday before when it falls on a weekend. */
export function fridayBefore(date: string): string {
  const day = dayOf(date);
  const weekday = weekdayOf(day);
  return dateOf(day - (weekday === 6 ? 1 : weekday === 0 ? 2 : 0));
}
