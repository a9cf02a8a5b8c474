/** Furthest instant from 1970 that has a date. */
const lastInstant = 8.64e15;

/** A moment (epoch ms) as text in UTC, `2015-11-09T00:00:00.000Z`; a number that is no moment as it is. */
export function momentText(time: number): string {
  return Number.isFinite(time) && Math.abs(time) <= lastInstant ? new Date(time).toISOString() : String(time);
}

/** The day (UTC) of a moment (epoch ms), `2015-11-09`; a number that is no moment as it is. */
export function dayText(time: number): string {
  const text = momentText(time);
  return text.includes('T') ? text.slice(0, text.indexOf('T')) : text;
}
