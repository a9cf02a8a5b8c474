import type { CalendarDefinition, ShortSession } from '../calendar-definition.js';
import { japaneseHolidays, yearEndHolidays, yearEndSessions } from './japan.rules.js';

const holidays = (year: number) => [...japaneseHolidays(year), ...yearEndHolidays(year)];

/** Until the first session of 2009 the first and the last session of a year had a morning only. */
function shortSessions(year: number): readonly ShortSession[] {
  if (year > 2009) return [];
  const [first, last] = yearEndSessions(year, new Set(holidays(year).map((holiday) => holiday.date)));
  const morning = (date: string, reason: string) => ({ date, close: '11:00', reason });
  return year === 2009
    ? [morning(first, 'First session of the year')]
    : [morning(first, 'First session of the year'), morning(last, 'Last session of the year')];
}

/** Tokyo Stock Exchange, with its lunch break. */
export const xtksDefinition: CalendarDefinition = {
  id: 'XTKS',
  name: 'Tokyo Stock Exchange',
  timeZone: 'Asia/Tokyo',
  knownFrom: '2000-01-01',
  knownThrough: '2027-12-31',
  observedThrough: '2024-12-31',
  evidence:
    'Sessions 2022-01 to 2024-09 equal the daily bars of one Tokyo share; holidays from 2000 to 2027 equal the list of npm holiday_jp 2.5.1. Half days up to 2009 and hours rest on published notices alone.',
  week: [1, 2, 3, 4, 5],
  hours: [
    { from: '2000-01-01', open: '09:00', close: '15:00', pause: ['11:00', '12:30'] },
    { from: '2006-01-19', open: '09:00', close: '15:00', pause: ['11:00', '13:00'] },
    { from: '2006-04-24', open: '09:00', close: '15:00', pause: ['11:00', '12:30'] },
    { from: '2011-11-21', open: '09:00', close: '15:00', pause: ['11:30', '12:30'] },
    { from: '2024-11-05', open: '09:00', close: '15:30', pause: ['11:30', '12:30'] },
  ],
  holidays,
  shortSessions,
  exceptions: [
    {
      kind: 'interrupted',
      date: '2005-11-01',
      open: '13:30',
      reason: 'Failure of the trading system',
      source: 'Tokyo Stock Exchange news release, November 2005',
    },
    {
      kind: 'interrupted',
      date: '2006-01-18',
      close: '14:40',
      reason: 'Capacity of the trading system',
      source: 'Tokyo Stock Exchange news release, January 2006',
    },
    {
      kind: 'closed',
      date: '2020-10-01',
      reason: 'Failure of the trading system',
      source: 'JPX news release of 2020-10-19',
    },
  ],
  sessionsPerYear: 252,
};
