import { toColumn, type Series } from '../series.js';
import { defined, mean } from './mean.statistic.js';
import { SMALLEST_DEVIATION } from './sharpe.statistic.js';
import { standardDeviation } from './variance.statistic.js';

/** One-sample t-statistic of the mean against `mu`; null for fewer than two values or a deviation below 1e-12. */
export function tStatistic(x: Series, mu = 0): number | null {
  const column = toColumn(x);
  const average = mean(column);
  const deviation = standardDeviation(column, 1);
  if (average === null || deviation === null || deviation < SMALLEST_DEVIATION) return null;
  return defined(((average - mu) / deviation) * Math.sqrt(column.length));
}
