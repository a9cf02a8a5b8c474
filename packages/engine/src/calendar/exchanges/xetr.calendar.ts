import type { CalendarDefinition } from '../calendar-definition.js';
import { dateOf, dayIn } from '../calendar-date.js';
import { fridayBefore, holidaysOf } from '../rules/holiday-rule.js';
import type { HolidayRule } from '../rules/holiday-rule.js';

const tradingCalendar: readonly HolidayRule[] = [
  { name: "New Year's Day", on: { month: 1, day: 1 } },
  { name: 'Good Friday', on: { easter: -2 } },
  { name: 'Easter Monday', on: { easter: 1 } },
  { name: 'Labour Day', on: { month: 5, day: 1 } },
  { name: 'Whit Monday', on: { easter: 50 }, from: 2015, through: 2021 },
  { name: 'Day of German Unity', on: { month: 10, day: 3 }, from: 2014, through: 2021 },
  { name: 'Christmas Eve', on: { month: 12, day: 24 } },
  { name: 'Christmas Day', on: { month: 12, day: 25 } },
  { name: 'Boxing Day', on: { month: 12, day: 26 } },
  { name: "New Year's Eve", on: { month: 12, day: 31 } },
];

/** Xetra in Frankfurt; hours are those of continuous trading, the closing auction follows. */
export const xetrDefinition: CalendarDefinition = {
  id: 'XETR',
  name: 'Xetra',
  timeZone: 'Europe/Berlin',
  knownFrom: '2010-01-01',
  knownThrough: '2027-12-31',
  observedThrough: '2024-12-31',
  evidence:
    'Holidays 2024–2027 as published by Deutsche Börse; 2012, 2016–2018 and 2020–2022 follow its notices, the years between the rules of exchange_calendars. Not checked against prices, beyond one week of 2023. The short last session of a year is announced each December.',
  week: [1, 2, 3, 4, 5],
  hours: [{ from: '2010-01-01', open: '09:00', close: '17:30' }],
  holidays: (year) => holidaysOf(tradingCalendar, year),
  shortSessions: (year) => [
    { date: fridayBefore(dateOf(dayIn(year, 12, 30))), close: '14:00', reason: 'Last session of the year' },
  ],
  exceptions: [
    {
      kind: 'closed',
      date: '2017-10-31',
      reason: '500th anniversary of the Reformation',
      source: 'Deutsche Börse: trading calendar 2017',
    },
  ],
  sessionsPerYear: 252,
};
