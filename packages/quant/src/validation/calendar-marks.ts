const DAY = 86_400_000;
/** The farthest from 1970 that a `Date` reaches, either way. */
const FARTHEST = 8.64e15;

/** Dates that return: each rule names days of the (proleptic Gregorian, UTC) calendar. Weekdays count from Sunday = 0. */
export type CalendarRule =
  | { readonly every: 'week'; readonly weekday: number }
  | { readonly every: 'month'; readonly at: 'start' | 'end' }
  | { readonly every: 'month'; readonly at: 'weekday'; readonly week: number; readonly weekday: number }
  | { readonly every: 'quarter'; readonly at: 'start' | 'end' };

/**
 * Midnights UTC (epoch ms) that a rule names, from the day of `from` through that of `to`, ascending; none when `to` is before
 * `from`. A fifth weekday that a month does not have is left out.
 * @throws RangeError on a time, a weekday (0 … 6) or a week (1 … 5) out of range
 */
export function calendarDates(rule: CalendarRule, from: number, to: number): number[] {
  requireWithin('from', from, -FARTHEST, FARTHEST);
  requireWithin('to', to, -FARTHEST, FARTHEST);
  if ('weekday' in rule) requireWithin('weekday', rule.weekday, 0, 6);
  if ('week' in rule) requireWithin('week', rule.week, 1, 5);
  const first = Math.floor(from / DAY) * DAY;
  const last = Math.floor(to / DAY) * DAY;
  const dates: number[] = [];
  const add = (date: number) => {
    if (date >= first && date <= last) dates.push(date);
  };
  if (rule.every === 'week') {
    const start = first + ((rule.weekday - new Date(first).getUTCDay() + 7) % 7) * DAY;
    for (let date = start; date <= last; date += 7 * DAY) add(date);
    return dates;
  }
  const begin = new Date(first);
  const months = rule.every === 'quarter' ? 3 : 1;
  let year = begin.getUTCFullYear();
  let month = begin.getUTCMonth() - (begin.getUTCMonth() % months);
  for (;;) {
    const start = Date.UTC(year, month, 1);
    const next = Date.UTC(year, month + months, 1);
    // NaN beyond the last date there is.
    if (!(start <= last)) return dates;
    if (rule.at === 'start') add(start);
    else if (rule.at === 'weekday') {
      const ahead = (rule.weekday - new Date(start).getUTCDay() + 7) % 7;
      const date = start + (ahead + 7 * (rule.week - 1)) * DAY;
      if (date < next) add(date);
    } else add(next - DAY);
    month += months;
    year += Math.floor(month / 12);
    month %= 12;
  }
}

function requireWithin(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`calendarDates: ${name} must be an integer from ${least} to ${most}, got ${value}`);
}

/**
 * The rows at which dates fall: the first row at or after each (`next`, default), or the last row at or before it
 * (`previous`). Dates without such a row give −1.
 * @param time ascending, epoch ms
 */
export function rowsAt(
  time: ArrayLike<number>,
  dates: readonly number[],
  side: 'next' | 'previous' = 'next',
): number[] {
  return dates.map((date) => {
    let low = 0;
    let high = time.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (side === 'next' ? time[middle]! < date : time[middle]! <= date) low = middle + 1;
      else high = middle;
    }
    if (side === 'previous') return low - 1;
    return low < time.length ? low : -1;
  });
}
