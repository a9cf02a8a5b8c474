import type { ReportPolicies } from '../policies/index.js';

const dayMs = 86_400_000;

/** Median time between the last hundred bars, ms; NaN with fewer than two. */
export function barSpacing(time: Float64Array): number {
  const last = time.slice(-100);
  const gaps = Array.from(last.slice(1), (at, i) => at - last[i]!).sort((a, b) => a - b);
  if (gaps.length === 0) return NaN;
  const middle = gaps.length >> 1;
  return gaps.length % 2 === 1 ? gaps[middle]! : (gaps[middle - 1]! + gaps[middle]!) / 2;
}

/** Share of bars on Saturdays and Sundays above which a series trades around the week: 60 % of an even spread. */
const weekendShare = (2 / 7) * 0.6;

/** Periods in a year that bar times suggest: 52, 12 or 1 for weekly, monthly and yearly bars, else 365 with weekends, 252 without. */
export function periodsBySpacing(time: Float64Array): number {
  const days = Math.floor(barSpacing(time) / dayMs);
  if (days === 7) return 52;
  if (days === 31) return 12;
  if (days === 365) return 1;
  const weekends = time.filter((at) => [0, 6].includes(new Date(at).getUTCDay())).length;
  return weekends / time.length > weekendShare ? 365 : 252;
}

/** A number that names the calendar period of a time, for bars that are `days` apart. */
function periodOf(at: number, days: number): number {
  const date = new Date(at);
  if (days === 31) return date.getUTCFullYear() * 12 + date.getUTCMonth();
  if (days === 365) return date.getUTCFullYear();
  const day = Math.floor(at / dayMs);
  // 1970-01-01 was a Thursday; weeks end on Sunday.
  return days === 7 ? Math.floor((day + 3) / 7) : day;
}

/** Indices of the values that are sampled: every bar, or the last of each calendar period. */
export function sampledRows(time: Float64Array, sampling: ReportPolicies['sampling']): number[] {
  const rows = Array.from(time, (_, i) => i);
  if (sampling === 'bar') return rows;
  const days = Math.floor(barSpacing(time) / dayMs);
  return rows.filter((i) => i === time.length - 1 || periodOf(time[i]!, days) !== periodOf(time[i + 1]!, days));
}
