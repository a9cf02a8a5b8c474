import { calendar, dateOf, dayOf } from '@bot-v2/engine/calendar';

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

const dayMs = 86_400_000;

/**
 * The sessions of an exchange from the first to the last of `time` (epoch ms UTC, ascending), as far as its calendar
 * knows them; undefined for no rows.
 * @throws BOT_CONFIG_INVALID for a name that is no calendar
 */
export function sessionDaysOf(id: string, time: Float64Array): SessionDays | undefined {
  const market = calendar(id);
  if (time.length === 0) return undefined;
  const knownFrom = Math.max(dayOf(market.knownFrom), Math.floor(time[0]! / dayMs));
  const knownThrough = Math.min(dayOf(market.knownThrough), Math.floor(time[time.length - 1]! / dayMs));
  const open = new Uint8Array(Math.max(knownThrough - knownFrom + 1, 0));
  if (open.length > 0) {
    for (const date of market.sessionDates(dateOf(knownFrom), dateOf(knownThrough))) open[dayOf(date) - knownFrom] = 1;
  }
  return { calendar: market.id, knownFrom, knownThrough, isSession: (day) => open[day - knownFrom] === 1 };
}
