/** The days an exchange was open, as far as they are known; days are counted from 1970-01-01. */
export interface SessionDays {
  /** Name of the calendar, for messages. */
  readonly calendar: string;
  /** First and last day about which anything is known. */
  readonly knownFrom: number;
  readonly knownThrough: number;
  /** Whether there was a session on a day within what is known. */
  isSession(day: number): boolean;
}
