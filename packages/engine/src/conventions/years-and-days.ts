import type { Bars } from '@bot-v2/sdk';
import type { FrameRun } from '../frame-driver/index.js';

const dayMs = 86_400_000;

/** Return of each calendar year (UTC), from the last equity of the year before; the first from the capital. */
export function returnsByYear({ time, equity, capital }: FrameRun): Map<number, number> {
  const returns = new Map<number, number>();
  let before = capital;
  for (let i = 0; i < time.length; i++) {
    const year = new Date(time[i]!).getUTCFullYear();
    if (i + 1 < time.length && new Date(time[i + 1]!).getUTCFullYear() === year) continue;
    returns.set(year, equity[i]! / before - 1);
    before = equity[i]!;
  }
  return returns;
}

/** A number that names the period of a time among bars of an interval: ISO week, month, day, or the bar itself. */
function periodOf(at: number, interval: Bars['interval']): number {
  const date = new Date(at);
  if (interval === '1M') return date.getUTCFullYear() * 12 + date.getUTCMonth();
  // 1970-01-01 was a Thursday; weeks end on Sunday.
  if (interval === '1w') return Math.floor((Math.floor(at / dayMs) + 3) / 7);
  return interval === '1d' ? Math.floor(at / dayMs) : at;
}

/** Rows of the first bar of each period. */
export function rowsOpeningPeriods(time: Float64Array, interval: Bars['interval']): number[] {
  const rows: number[] = [];
  for (let i = 0; i < time.length; i++) {
    if (i === 0 || periodOf(time[i]!, interval) !== periodOf(time[i - 1]!, interval)) rows.push(i);
  }
  return rows;
}
