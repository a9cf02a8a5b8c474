import { dayMs, yearOf } from './calendar-date.js';

/** A change of a time zone's offset from UTC. */
export interface ZoneTransition {
  /** First instant with the new offset, epoch ms UTC. */
  readonly at: number;
  /** Local time minus UTC from then on, in ms. */
  readonly offset: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const years = new Map<string, readonly ZoneTransition[]>();

/** Local time minus UTC in ms, asked of the platform's time zone database. */
function askOffset(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const local = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']);
  return local - Math.floor(instant / 1000) * 1000;
}

/**
 * The offset at the start of a UTC year and its changes in that year, by time. Found by asking for the offset once a
 * week and halving where two weeks differ, then kept: a year costs about a hundred questions once.
 */
function offsetsIn(zone: string, year: number): readonly ZoneTransition[] {
  const key = `${zone} ${year}`;
  const kept = years.get(key);
  if (kept !== undefined) return kept;
  const start = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const found: ZoneTransition[] = [{ at: start, offset: askOffset(zone, start) }];
  for (let from = start; from < end; from += 7 * dayMs) {
    const to = Math.min(from + 7 * dayMs, end);
    const before = found[found.length - 1]!.offset;
    const after = askOffset(zone, to);
    if (after === before) continue;
    let low = from;
    let high = to;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (askOffset(zone, middle) === before) low = middle;
      else high = middle;
    }
    if (high < end) found.push({ at: high, offset: after });
  }
  years.set(key, found);
  return found;
}

/** Changes of a zone's offset in a UTC year, by time: the days clocks go forward and back. */
export function zoneTransitions(zone: string, year: number): readonly ZoneTransition[] {
  return offsetsIn(zone, year).slice(1);
}

/** Local time minus UTC in ms at an instant. */
export function zoneOffset(zone: string, instant: number): number {
  const offsets = offsetsIn(zone, yearOf(Math.floor(instant / dayMs)));
  let offset = offsets[0]!.offset;
  for (const change of offsets) if (change.at <= instant) offset = change.offset;
  return offset;
}

/**
 * The instant of a local time: `minutes` after midnight of a day (negative or beyond 1440 for another day). Times a
 * spring change skips are read with the offset before it, times an autumn change repeats as the first of the two.
 */
export function localInstant(zone: string, day: number, minutes: number): number {
  const local = day * dayMs + minutes * 60_000;
  const before = zoneOffset(zone, local - dayMs);
  const after = zoneOffset(zone, local + dayMs);
  const early = local - before;
  if (before === after || zoneOffset(zone, early) === before) return early;
  const late = local - after;
  return zoneOffset(zone, late) === after ? late : early;
}

/** The local date of an instant, as a day number. */
export function localDay(zone: string, instant: number): number {
  return Math.floor((instant + zoneOffset(zone, instant)) / dayMs);
}
