import type { CalendarDefinition } from '../calendar-definition.js';
import { holidaysOf } from '../rules/holiday-rule.js';
import { newYorkClosures, newYorkInterruptions, newYorkShortSessions } from './new-york.exceptions.js';
import { unitedStatesHolidays, unitedStatesShortSessions } from './united-states.rules.js';

/** New York Stock Exchange, since the end of Saturday trading. */
export const xnysDefinition: CalendarDefinition = {
  id: 'XNYS',
  name: 'New York Stock Exchange',
  timeZone: 'America/New_York',
  knownFrom: '1952-09-29',
  knownThrough: '2028-12-31',
  observedThrough: '2026-01-09',
  evidence:
    'Sessions, hours and short sessions 1990–2010 and closures from 1952-09-29 to 2010 equal independent lists; sessions 1998–2021 equal the daily bars of SPY and IBM. Hours before 1990 rest on the exchange’s own history alone. 2026–2028 as announced by NYSE Group on 2025-12-23.',
  week: [1, 2, 3, 4, 5],
  hours: [
    { from: '1952-09-29', open: '10:00', close: '15:30' },
    { from: '1974-10-01', open: '10:00', close: '16:00' },
    { from: '1985-09-30', open: '09:30', close: '16:00' },
  ],
  holidays: (year) => holidaysOf(unitedStatesHolidays, year),
  shortSessions: unitedStatesShortSessions,
  exceptions: [...newYorkClosures, ...newYorkShortSessions, ...newYorkInterruptions],
  sessionsPerYear: 252,
};
