import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defined, mean } from './mean.statistic.js';

/**
 * Variance with divisor n − ddof (default 1: the unbiased sample variance), in the squared unit of `x`.
 * @returns null for ddof values or fewer
 * @throws RangeError when ddof is not an integer ≥ 0
 */
export function variance(x: Series, ddof = 1): number | null {
  requireInteger('variance', 'ddof', ddof, 0);
  const column = toColumn(x);
  const centre = mean(column);
  if (centre === null || column.length <= ddof) return null;
  return defined(centralMoment(column, centre, 2) / (1 - ddof / column.length));
}

/** Standard deviation, the root of {@link variance}, in the unit of `x`. */
export function standardDeviation(x: Series, ddof = 1): number | null {
  const value = variance(x, ddof);
  return value === null ? null : Math.sqrt(value);
}

/** Mean of (x − centre)^power for power 2, 3 or 4. */
export function centralMoment(x: Float64Array, centre: number, power: 2 | 3 | 4): number {
  const n = x.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const d = x[i]! - centre;
    const square = d * d;
    total += power === 2 ? square : power === 3 ? square * d : square * square;
  }
  return total / n;
}
