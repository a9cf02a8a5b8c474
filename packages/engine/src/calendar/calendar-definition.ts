import type { Holiday } from './rules/holiday-rule.js';

/** Regular hours from a date on, local time HH:MM. */
export interface RegularHours {
  readonly from: string;
  readonly open: string;
  readonly close: string;
  /** The open lies on the day before the session's date. */
  readonly opensDayBefore?: boolean;
  readonly pause?: readonly [from: string, to: string];
}

/** A session that is scheduled to end early, local time HH:MM. */
export interface ShortSession {
  readonly date: string;
  readonly close: string;
  readonly reason: string;
}

/**
 * A dated exception to the rules. `closed`: no session. `open`: a session where a rule has a holiday. `hours`: other
 * hours, announced beforehand. `interrupted`: other hours than announced, decided on the day; the session keeps its
 * schedule. Times are local, HH:MM.
 */
export interface CalendarException {
  readonly kind: 'closed' | 'open' | 'hours' | 'interrupted';
  readonly date: string;
  /** Last date of a span of consecutive sessions. */
  readonly through?: string;
  readonly open?: string;
  readonly close?: string;
  readonly reason: string;
  /** The document that says so. */
  readonly source: string;
}

/** What a calendar is made from. */
export interface CalendarDefinition {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly knownFrom: string;
  readonly knownThrough: string;
  readonly observedThrough: string;
  readonly evidence: string;
  /** Weekdays with sessions, 0 Sunday to 6 Saturday. */
  readonly week: readonly number[];
  /** By date; the first entry reaches back to `knownFrom`. */
  readonly hours: readonly RegularHours[];
  readonly holidays: (year: number) => readonly Holiday[];
  readonly shortSessions: (year: number) => readonly ShortSession[];
  readonly exceptions: readonly CalendarException[];
  readonly sessionsPerYear: number;
}
