import type { CalendarDefinition } from '../calendar-definition.js';
import { holidaysOf } from '../rules/holiday-rule.js';
import { newYorkClosures, newYorkShortSessions } from './new-york.exceptions.js';
import { unitedStatesHolidays, unitedStatesShortSessions } from './united-states.rules.js';

/** Nasdaq Stock Market: the holidays and hours of the NYSE; trading stops of the NYSE's floor do not apply. */
export const xnasDefinition: CalendarDefinition = {
  id: 'XNAS',
  name: 'Nasdaq Stock Market',
  timeZone: 'America/New_York',
  knownFrom: '1999-01-01',
  knownThrough: '2028-12-31',
  observedThrough: '2026-01-09',
  evidence:
    'Sessions 1999–2018 equal the daily values of the Nasdaq Composite. Hours and later dates are those of the NYSE.',
  week: [1, 2, 3, 4, 5],
  hours: [{ from: '1999-01-01', open: '09:30', close: '16:00' }],
  holidays: (year) => holidaysOf(unitedStatesHolidays, year),
  shortSessions: unitedStatesShortSessions,
  exceptions: [...newYorkClosures, ...newYorkShortSessions],
  sessionsPerYear: 252,
};
