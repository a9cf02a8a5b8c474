import { toColumn, type Series } from '../series.js';
import { defined, mean } from './mean.statistic.js';
import { standardDeviation } from './variance.statistic.js';

/** How a Sharpe ratio is taken. */
export interface SharpeOptions {
  /** Bars in a year: 252 (default) for daily bars of an exchange, 365 for a market that never closes, 1 for a per-bar ratio. */
  readonly periods?: number;
  /** Risk-free return per bar, as a fraction; default 0. */
  readonly riskFree?: number;
  /** Delta degrees of freedom of the deviation; default 1. */
  readonly ddof?: number;
  /** Fewer returns than this give null; default 20. */
  readonly minimum?: number;
}

/** Below this deviation per bar a ratio to it means nothing. */
export const SMALLEST_DEVIATION = 1e-12;

/**
 * Annualised Sharpe ratio, mean(r − rf)/sd·√periods.
 * @param r simple returns per bar, flat bars included
 * @returns null with fewer than `minimum` returns or a deviation below 1e-12
 */
export function sharpe(r: Series, options: SharpeOptions = {}): number | null {
  const { periods = 252, riskFree = 0, ddof = 1, minimum = 20 } = options;
  const column = toColumn(r);
  const average = mean(column);
  const deviation = standardDeviation(column, ddof);
  if (column.length < minimum || average === null || deviation === null) return null;
  return deviation < SMALLEST_DEVIATION ? null : defined(((average - riskFree) / deviation) * Math.sqrt(periods));
}
