import type { CalendarDefinition } from '../calendar-definition.js';

/** Markets that never close: one session a UTC day, every day. A convention, known as far as it is useful. */
export const cryptoDefinition: CalendarDefinition = {
  id: 'CRYPTO',
  name: 'Crypto markets, 24/7',
  timeZone: 'UTC',
  knownFrom: '2009-01-03',
  knownThrough: '2099-12-31',
  observedThrough: '2099-12-31',
  evidence: 'A convention: UTC days without exception. Stops of single venues are not recorded.',
  week: [0, 1, 2, 3, 4, 5, 6],
  hours: [{ from: '2009-01-03', open: '00:00', close: '24:00' }],
  holidays: () => [],
  shortSessions: () => [],
  exceptions: [],
  sessionsPerYear: 365,
};

/**
 * Currencies, 24/5: from Sunday 17:00 to Friday 17:00 in New York, cut into sessions at 17:00 and called by the date
 * they end on. No holidays: trading goes on, thinly, over Christmas and New Year.
 */
export const fxDefinition: CalendarDefinition = {
  id: 'FX',
  name: 'Currencies, 24/5',
  timeZone: 'America/New_York',
  knownFrom: '1999-01-01',
  knownThrough: '2037-12-31',
  observedThrough: '2037-12-31',
  evidence:
    'A convention: five sessions a week from 17:00 to 17:00 in New York, by the clock changes as legislated today. A month of GBP/USD minutes (February 2012) lies inside it.',
  week: [1, 2, 3, 4, 5],
  hours: [{ from: '1999-01-01', open: '17:00', close: '17:00', opensDayBefore: true }],
  holidays: () => [],
  shortSessions: () => [],
  exceptions: [],
  sessionsPerYear: 260,
};
