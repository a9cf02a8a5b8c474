import type { MonthReturn, YearReturn } from '@bot-v2/sdk';

/** A stretch of bars in one calendar period: rows `from` … `to` − 1. */
interface Period {
  readonly year: number;
  readonly month: number;
  readonly from: number;
  readonly to: number;
}

/** Calendar months (UTC) of rising times, one comparison a bar. */
function monthsOf(time: Float64Array): Period[] {
  const periods: Period[] = [];
  for (let from = 0; from < time.length;) {
    const date = new Date(time[from]!);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const end = Date.UTC(year, month + 1, 1);
    let to = from + 1;
    while (to < time.length && time[to]! < end) to++;
    periods.push({ year, month: month + 1, from, to });
    from = to;
  }
  return periods;
}

/** Growth over rows `from` … `to` − 1, from the value before them; `capital` before the first row. */
function grown(equity: Float64Array, capital: number, from: number, to: number): number {
  const before = from === 0 ? capital : equity[from - 1]!;
  return equity[to - 1]! / before - 1;
}

/** Returns by calendar month. */
export function monthReturns(time: Float64Array, equity: Float64Array, capital: number): MonthReturn[] {
  return monthsOf(time).map(({ year, month, from, to }) => {
    return { year, month, return: grown(equity, capital, from, to), bars: to - from };
  });
}

/** Returns by calendar year, beside those of another curve on the same rows; null where there is none. */
export function yearReturns(
  time: Float64Array,
  equity: Float64Array,
  held: Float64Array | null,
  capital: number,
): YearReturn[] {
  const years: YearReturn[] = [];
  let from = 0;
  const months = monthsOf(time);
  months.forEach(({ year, to }, i) => {
    if (months[i + 1]?.year === year) return;
    const buyAndHold = held === null ? null : grown(held, capital, from, to);
    years.push({ year, return: grown(equity, capital, from, to), buyAndHold, bars: to - from });
    from = to;
  });
  return years;
}
