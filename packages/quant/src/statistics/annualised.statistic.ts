import { expm1, log } from '../elementary/index.js';
import { toColumn, type Series } from '../series.js';
import { defined } from './mean.statistic.js';
import { cumulativeReturn } from './equity.statistic.js';
import { standardDeviation } from './variance.statistic.js';

/** Annualised volatility, sd (ddof 1)·√periods; null for fewer than two returns. */
export function annualisedVolatility(r: Series, periods = 252): number | null {
  const deviation = standardDeviation(r, 1);
  return deviation === null ? null : defined(deviation * Math.sqrt(periods));
}

/** Geometric return a year, by the number of bars; null for no returns or a total loss beyond everything. */
export function annualisedReturn(r: Series, periods = 252): number | null {
  const column = toColumn(r);
  const end = 1 + cumulativeReturn(column);
  if (column.length === 0 || !(end >= 0)) return null;
  return defined(growth(end, periods / column.length));
}

/**
 * Compound growth a year, (to/from)^(1/years) − 1, as a fraction; `years` is calendar days/365.25.
 * @returns null unless from > 0, to ≥ 0 and years > 0
 */
export function cagr(from: number, to: number, years: number): number | null {
  return from > 0 && to >= 0 && years > 0 ? defined(growth(to / from, 1 / years)) : null;
}

/**
 * `ratio` ^ `exponent` − 1 for a ratio ≥ 0, without the digits that the difference of a power near 1 would lose.
 */
function growth(ratio: number, exponent: number): number {
  return expm1(log(ratio) * exponent);
}
