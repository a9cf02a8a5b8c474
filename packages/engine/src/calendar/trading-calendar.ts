import type { Interval } from '@bot-v2/sdk';

/** One trading session, as scheduled. */
export interface Session {
  /** The date it is called by, YYYY-MM-DD; daily bars are stamped with midnight UTC of it. */
  readonly date: string;
  /** Start and end of continuous trading, epoch ms UTC. */
  readonly open: number;
  readonly close: number;
  /** Whether it was scheduled to end before the regular time. */
  readonly early: boolean;
  /** Why it differs from a regular session. */
  readonly reason?: string;
  /** The pause in the middle, where the exchange has one. */
  readonly pause?: { readonly from: number; readonly to: number };
}

/** A weekday without a session. */
export interface Closure {
  readonly date: string;
  readonly reason: string;
  /** `holiday` follows from a recurring rule, `exception` from the table of dated ones. */
  readonly kind: 'holiday' | 'exception';
  /** Where a dated exception is documented. */
  readonly source?: string;
}

/** A session that did not go as scheduled: opened late or stopped early on the day. Sessions keep the schedule. */
export interface Interruption {
  readonly date: string;
  readonly reason: string;
  readonly source: string;
  /** When trading really began and ended, epoch ms UTC, where it was not as scheduled. */
  readonly open?: number;
  readonly close?: number;
}

/** A span of dates, both inclusive, YYYY-MM-DD. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/**
 * The trading days and hours of a market. Every method throws `BOT_DATA_CALENDAR_RANGE` for a date outside
 * `knownFrom … knownThrough` (nothing is extrapolated) and `BOT_CONFIG_INVALID` for a date that is none.
 */
export interface TradingCalendar {
  readonly id: string;
  readonly name: string;
  /** IANA zone of the exchange's clock. */
  readonly timeZone: string;
  /** First and last date the calendar answers for. */
  readonly knownFrom: string;
  readonly knownThrough: string;
  /** Unscheduled closures are recorded up to this date; later dates are as the exchange has published them. */
  readonly observedThrough: string;
  /** What is checked against what, and what is not, in a sentence or two. */
  readonly evidence: string;
  isSession(date: string): boolean;
  /** Dates with a session, from ≤ date ≤ to, without their hours: much cheaper than `sessions`. */
  sessionDates(from: string, to: string): readonly string[];
  /** The session called by a date, or null. */
  session(date: string): Session | null;
  /** Sessions with `from ≤ date ≤ to`. */
  sessions(from: string, to: string): readonly Session[];
  /** First session after a date. */
  nextSession(date: string): Session;
  /** Last session before a date. */
  previousSession(date: string): Session;
  /** The session with `open ≤ instant < close` (a pause included), or null. */
  sessionAt(instant: number): Session | null;
  /** Weekdays of the market's week on which it stays closed. */
  closures(from: string, to: string): readonly Closure[];
  /** Recorded deviations from the schedule. Only some exchanges have a record. */
  interruptions(from: string, to: string): readonly Interruption[];
  /** Sessions in a year by convention: 252 for stock exchanges, 365 for crypto, 260 for currencies. */
  readonly sessionsPerYear: number;
  /** Sessions in a mean year of 365.2425 days, counted over a range of dates. */
  measuredSessionsPerYear(range: DateRange): number;
  /** Bars in a regular session as of `date` (default `knownThrough`); 1 for a day; weeks and months have none. */
  barsPerSession(interval: Exclude<Interval, '1w' | '1M'>, date?: string): number;
  /**
   * Bars in a year, for annualisation: 12 for months, 52 for weeks, else bars a session × sessions a year. With
   * `measured`, sessions a year are counted over that range instead of taken by convention.
   */
  periodsPerYear(interval: Interval, measured?: DateRange): number;
}
