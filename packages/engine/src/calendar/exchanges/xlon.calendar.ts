import type { CalendarDefinition, CalendarException } from '../calendar-definition.js';
import { fridayBefore, holidaysOf } from '../rules/holiday-rule.js';
import type { HolidayRule } from '../rules/holiday-rule.js';

const bankHolidays: readonly HolidayRule[] = [
  { name: "New Year's Day", on: { month: 1, day: 1 }, observed: 'monday' },
  { name: 'Good Friday', on: { easter: -2 } },
  { name: 'Easter Monday', on: { easter: 1 } },
  { name: 'Early May bank holiday', on: { month: 5, weekday: 1, nth: 1 } },
  { name: 'Spring bank holiday', on: { month: 5, weekday: 1, nth: -1 } },
  { name: 'Summer bank holiday', on: { month: 8, weekday: 1, nth: -1 } },
  { name: 'Christmas Day', on: { month: 12, day: 25 }, observed: 'two_days_on' },
  { name: 'Boxing Day', on: { month: 12, day: 26 }, observed: 'two_days_on' },
];

const proclaimed = 'Royal proclamation under the Banking and Financial Dealings Act 1971';
const closed = (date: string, reason: string): CalendarException => ({
  kind: 'closed',
  date,
  reason,
  source: proclaimed,
});
const moved = (date: string, reason: string): CalendarException => ({ kind: 'open', date, reason, source: proclaimed });

const exceptions: readonly CalendarException[] = [
  moved('2002-05-27', 'Spring bank holiday moved to 4 June'),
  closed('2002-06-03', 'Golden Jubilee'),
  closed('2002-06-04', 'Spring bank holiday (moved)'),
  closed('2011-04-29', 'Wedding of Prince William'),
  moved('2012-05-28', 'Spring bank holiday moved to 4 June'),
  closed('2012-06-04', 'Spring bank holiday (moved)'),
  closed('2012-06-05', 'Diamond Jubilee'),
  moved('2020-05-04', 'Early May bank holiday moved to 8 May'),
  closed('2020-05-08', '75th anniversary of VE Day'),
  moved('2022-05-30', 'Spring bank holiday moved to 2 June'),
  closed('2022-06-02', 'Spring bank holiday (moved)'),
  closed('2022-06-03', 'Platinum Jubilee'),
  closed('2022-09-19', 'Funeral of Queen Elizabeth II'),
  closed('2023-05-08', 'Coronation of King Charles III'),
];

/** London Stock Exchange; hours are those of continuous trading, the closing auction follows. */
export const xlonDefinition: CalendarDefinition = {
  id: 'XLON',
  name: 'London Stock Exchange',
  timeZone: 'Europe/London',
  knownFrom: '2000-01-01',
  knownThrough: '2027-12-31',
  observedThrough: '2024-12-31',
  evidence:
    'Sessions 2022-01 to 2024-08 equal the daily bars of London shares; every day from 2000 to 2027 agrees with QuantLib 1.29. Short sessions rest on notices for 2012, 2018 and 2023, other years on the rule.',
  week: [1, 2, 3, 4, 5],
  hours: [{ from: '2000-01-01', open: '08:00', close: '16:30' }],
  holidays: (year) => holidaysOf(bankHolidays, year),
  shortSessions: (year) => [
    { date: fridayBefore(`${year}-12-24`), close: '12:30', reason: 'Last session before Christmas' },
    { date: fridayBefore(`${year}-12-31`), close: '12:30', reason: 'Last session of the year' },
  ],
  exceptions,
  sessionsPerYear: 252,
};
