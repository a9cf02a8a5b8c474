import type { ShortSession } from '../calendar-definition.js';
import { dateOf, dayIn, nthWeekday, weekdayOf } from '../calendar-date.js';
import type { HolidayRule } from '../rules/holiday-rule.js';

/** Recurring holidays of the stock exchanges in New York since the five-day week of 1952-09-29. */
export const unitedStatesHolidays: readonly HolidayRule[] = [
  { name: "New Year's Day", on: { month: 1, day: 1 }, observed: 'sunday' },
  { name: 'Martin Luther King Jr. Day', on: { month: 1, weekday: 1, nth: 3 }, from: 1998 },
  { name: "Lincoln's Birthday", on: { month: 2, day: 12 }, observed: 'sunday', through: 1953 },
  { name: "Washington's Birthday", on: { month: 2, day: 22 }, observed: 'sunday', through: 1963 },
  { name: "Washington's Birthday", on: { month: 2, day: 22 }, observed: 'nearest', from: 1964, through: 1970 },
  { name: "Washington's Birthday", on: { month: 2, weekday: 1, nth: 3 }, from: 1971 },
  { name: 'Good Friday', on: { easter: -2 } },
  { name: 'Memorial Day', on: { month: 5, day: 30 }, observed: 'sunday', through: 1963 },
  { name: 'Memorial Day', on: { month: 5, day: 30 }, observed: 'nearest', from: 1964, through: 1969 },
  { name: 'Memorial Day', on: { month: 5, weekday: 1, nth: -1 }, from: 1971 },
  { name: 'Juneteenth', on: { month: 6, day: 19 }, observed: 'nearest', from: 2022 },
  { name: 'Independence Day', on: { month: 7, day: 4 }, observed: 'sunday', through: 1953 },
  { name: 'Independence Day', on: { month: 7, day: 4 }, observed: 'nearest', from: 1954 },
  { name: 'Labor Day', on: { month: 9, weekday: 1, nth: 1 } },
  { name: 'Columbus Day', on: { month: 10, day: 12 }, observed: 'sunday', through: 1953 },
  { name: 'Election Day', on: { month: 11, weekday: 1, nth: 1, plus: 1 }, through: 1967 },
  {
    name: 'Presidential Election Day',
    on: { month: 11, weekday: 1, nth: 1, plus: 1 },
    from: 1968,
    through: 1980,
    everyFourth: 0,
  },
  { name: 'Veterans Day', on: { month: 11, day: 11 }, observed: 'sunday', through: 1953 },
  { name: 'Thanksgiving Day', on: { month: 11, weekday: 4, nth: 4 } },
  { name: 'Christmas Day', on: { month: 12, day: 25 }, observed: 'sunday', through: 1953 },
  { name: 'Christmas Day', on: { month: 12, day: 25 }, observed: 'nearest', from: 1954 },
];

/** The short sessions around Independence Day, Thanksgiving and Christmas: until 14:00 up to 1992, then 13:00. */
export function unitedStatesShortSessions(year: number): readonly ShortSession[] {
  const close = year < 1993 ? '14:00' : '13:00';
  const found: ShortSession[] = [];
  const add = (day: number, reason: string) => found.push({ date: dateOf(day), close, reason });
  const third = dayIn(year, 7, 3);
  const weekday = weekdayOf(third);
  if (year >= 1995 && (weekday === 1 || weekday === 2 || weekday === 4 || (weekday === 3 && year >= 2013))) {
    add(third, 'Day before Independence Day');
  }
  if (year >= 1996 && year <= 2012 && weekday === 3) add(third + 2, 'Day after Independence Day');
  if (year >= 1992) add(nthWeekday(year, 11, 4, 4) + 1, 'Day after Thanksgiving');
  const christmasEve = dayIn(year, 12, 24);
  const onWeekday = weekdayOf(christmasEve) >= 1 && weekdayOf(christmasEve) <= 4;
  if (onWeekday && (year >= 1990 || year === 1974 || year === 1975)) add(christmasEve, 'Christmas Eve');
  return found;
}
