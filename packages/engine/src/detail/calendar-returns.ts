import type { MonthReturn, YearReturn } from '@bot-v2/sdk';

/** A calendar period in UTC; weeks begin on Monday, as in ISO 8601. */
export type CalendarPeriod = 'week' | 'month' | 'quarter' | 'year';

/** Return of one calendar period by the bars that lie in it. */
export interface CalendarReturn {
  /** First instant of the period, epoch ms UTC; the first bar may be later. */
  readonly start: number;
  /** Fraction; null where the value before the period is not positive. */
  readonly return: number | null;
  readonly bars: number;
}

const dayMs = 86_400_000;

/** First instant of the period that holds `time`, or of the one that many periods later. */
function startOf(time: number, period: CalendarPeriod, later = 0): number {
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (period) {
    case 'week':
      return Date.UTC(year, month, date.getUTCDate() - ((date.getUTCDay() + 6) % 7)) + later * 7 * dayMs;
    case 'month':
      return Date.UTC(year, month + later, 1);
    case 'quarter':
      return Date.UTC(year, month - (month % 3) + 3 * later, 1);
    case 'year':
      return Date.UTC(year + later, 0, 1);
  }
}

/**
 * Returns of an equity curve by calendar period: growth from the last value before the period, from `capital` for the
 * first. Periods without a bar have no entry; where no value is at or below 0 the returns compound to that of the whole
 * curve. From such a value there is no growth to state: null. A fall below it is a loss of more than everything.
 * @param time bar times, epoch ms UTC, rising; as long as `equity`
 */
export function calendarReturns(
  time: Float64Array,
  equity: Float64Array,
  capital: number,
  period: CalendarPeriod,
): CalendarReturn[] {
  const found: CalendarReturn[] = [];
  let before = capital;
  for (let from = 0; from < time.length;) {
    const end = startOf(time[from]!, period, 1);
    let to = from + 1;
    while (to < time.length && time[to]! < end) to++;
    const last = equity[to - 1]!;
    found.push({ start: startOf(time[from]!, period), return: before > 0 ? last / before - 1 : null, bars: to - from });
    before = last;
    from = to;
  }
  return found;
}

/** Returns by calendar month (UTC), as {@link calendarReturns}. */
export function monthReturns(time: Float64Array, equity: Float64Array, capital: number): MonthReturn[] {
  return calendarReturns(time, equity, capital, 'month').map(({ start, bars, return: grown }) => {
    const date = new Date(start);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, return: grown, bars };
  });
}

/**
 * Returns by calendar year (UTC), as {@link calendarReturns}, beside those of `held`, another curve on the same bars; null
 * where there is none.
 */
export function yearReturns(
  time: Float64Array,
  equity: Float64Array,
  held: Float64Array | null,
  capital: number,
): YearReturn[] {
  const others = held === null ? null : calendarReturns(time, held, capital, 'year');
  return calendarReturns(time, equity, capital, 'year').map(({ start, bars, return: grown }, i) => {
    return { year: new Date(start).getUTCFullYear(), return: grown, buyAndHold: others?.[i]!.return ?? null, bars };
  });
}
