export { calendarReturns, monthReturns, yearReturns } from './calendar-returns.js';
export type { CalendarPeriod, CalendarReturn } from './calendar-returns.js';
export { contributionOf } from './contribution-of.js';
export { detailOf } from './detail-of.js';
export type { DetailOptions } from './detail-of.js';
export { excursionsOf } from './excursions.js';
export type { Excursion } from './excursions.js';
export { regimesOf } from './regimes-of.js';
