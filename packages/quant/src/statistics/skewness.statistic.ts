import { toColumn, type Series } from '../series.js';
import { defined, mean } from './mean.statistic.js';
import { centralMoment } from './variance.statistic.js';

/** Biased skewness m₃/m₂^1.5; null for fewer than two values or a standard deviation below 1e-12. */
export function skewness(x: Series): number | null {
  const column = toColumn(x);
  const centre = mean(column);
  if (centre === null) return null;
  const m2 = centralMoment(column, centre, 2);
  return m2 < 1e-24 ? null : defined(centralMoment(column, centre, 3) / (m2 * Math.sqrt(m2)));
}
