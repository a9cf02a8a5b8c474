import { BotError } from '@bot-v2/sdk';
import type { Interval } from '@bot-v2/sdk';
import { dayMs } from './read-time.js';

const minute = 60_000;
/** Smallest and largest median distance of rows that an interval allows: closed days and short months in between. */
const allowed: Readonly<Record<Interval, readonly [number, number]>> = {
  '1m': [minute, minute],
  '5m': [5 * minute, 5 * minute],
  '15m': [15 * minute, 15 * minute],
  '30m': [30 * minute, 30 * minute],
  '1h': [60 * minute, 60 * minute],
  '4h': [240 * minute, 240 * minute],
  '1d': [dayMs, 4 * dayMs],
  '1w': [5 * dayMs, 9 * dayMs],
  '1M': [25 * dayMs, 35 * dayMs],
};

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? NaN;
}

function spacingText(ms: number): string {
  if (ms >= dayMs) return `${+(ms / dayMs).toFixed(1)} days`;
  return ms >= 60 * minute ? `${+(ms / minute / 60).toFixed(1)} hours` : `${+(ms / minute).toFixed(1)} minutes`;
}

/**
 * Refuses rows that are not as far apart as the interval asked for. Looks at the median of the first 1,000 distances;
 * below three rows nothing can be said.
 * @throws BOT_DATA_MALFORMED
 */
export function checkSpacing(time: Float64Array, interval: Interval, path: string): void {
  if (time.length < 3) return;
  const head = time.subarray(0, 1001);
  const typical = median(Array.from(head.subarray(1), (t, i) => t - head[i]!));
  const [least, most] = allowed[interval];
  if (typical >= least && typical <= most) return;
  const fits = (Object.keys(allowed) as Interval[]).find(
    (name) => typical >= allowed[name][0] && typical <= allowed[name][1],
  );
  throw new BotError('BOT_DATA_MALFORMED', `${path}: rows are ${spacingText(typical)} apart, not ${interval}`, {
    details: { path, interval, medianMs: typical },
    hint:
      fits === undefined
        ? 'No interval has that length.'
        : `The rows are ${fits} bars: ask for that interval (--interval ${fits}).`,
  });
}

/**
 * Bars in a year: 252 trading days, or 365 when at least a fifth of the rows fall on weekends; an intraday interval has
 * the median number of bars a date times that; 52 weeks; 12 months.
 */
export function periodsPerYearOf(time: Float64Array, interval: Interval): number {
  if (interval === '1w') return 52;
  if (interval === '1M') return 12;
  let weekend = 0;
  const perDay = new Map<number, number>();
  for (const t of time) {
    const day = Math.floor(t / dayMs);
    const weekday = (((day + 4) % 7) + 7) % 7;
    if (weekday === 0 || weekday === 6) weekend++;
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  const days = weekend >= time.length / 5 ? 365 : 252;
  return interval === '1d' ? days : days * median([...perDay.values()]);
}
