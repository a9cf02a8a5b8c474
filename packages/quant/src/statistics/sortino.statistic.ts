import { square } from '../elementary/index.js';
import { toColumn, type Series } from '../series.js';
import { defined, mean } from './mean.statistic.js';
import { SMALLEST_DEVIATION } from './sharpe.statistic.js';

/** How downside risk is taken. */
export interface DownsideOptions {
  /** Bars in a year; default 252. */
  readonly periods?: number;
  /** Smallest acceptable return per bar, as a fraction; default 0. */
  readonly target?: number;
}

/** How a Sortino ratio is taken. */
export interface SortinoOptions extends DownsideOptions {
  /** Fewer returns than this give null; default 20. */
  readonly minimum?: number;
}

/**
 * Annualised downside deviation √(mean(min(r − target, 0)²)·periods), over all returns; null for none.
 */
export function downsideDeviation(r: Series, options: DownsideOptions = {}): number | null {
  const { periods = 252, target = 0 } = options;
  const column = toColumn(r);
  if (column.length === 0) return null;
  let total = 0;
  for (const value of column) total += square(Math.min(0, value - target));
  return defined(Math.sqrt((total / column.length) * periods));
}

/**
 * Annualised Sortino ratio, mean(r − target)·periods over the annualised downside deviation.
 * @returns null with fewer than `minimum` returns or without downside (a deviation below 1e-12 per bar)
 */
export function sortino(r: Series, options: SortinoOptions = {}): number | null {
  const { periods = 252, target = 0, minimum = 20 } = options;
  const column = toColumn(r);
  const average = mean(column);
  const deviation = downsideDeviation(column, { periods: 1, target });
  if (column.length < minimum || average === null || deviation === null) return null;
  return deviation < SMALLEST_DEVIATION ? null : defined(((average - target) / deviation) * Math.sqrt(periods));
}
