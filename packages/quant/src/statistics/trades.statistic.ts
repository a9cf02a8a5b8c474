import { toColumn, type Series } from '../series.js';
import { mean, sum } from './mean.statistic.js';

/** Share of gains among the values that are not 0, 0…1; null when there are none. */
export function hitRate(x: Series): number | null {
  const { gains, losses } = split(x);
  const count = gains.length + losses.length;
  return count === 0 ? null : gains.length / count;
}

/** Sum of gains over the size of the sum of losses; null without losses. */
export function profitFactor(x: Series): number | null {
  const { gains, losses } = split(x);
  return losses.length === 0 ? null : sum(gains) / -sum(losses);
}

/** Mean gain over the size of the mean loss; null without gains or losses. */
export function payoffRatio(x: Series): number | null {
  const { gains, losses } = split(x);
  const gain = mean(gains);
  const loss = mean(losses);
  return gain === null || loss === null ? null : gain / -loss;
}

/** Mean result, in the unit of `x`; null for none. */
export function expectancy(x: Series): number | null {
  return mean(x);
}

/** The values above and below 0; none of either where one is NaN, so that nothing is said of the others alone. */
function split(x: Series): { gains: Float64Array; losses: Float64Array } {
  const column = toColumn(x);
  if (column.some(Number.isNaN)) return { gains: new Float64Array(0), losses: new Float64Array(0) };
  return { gains: column.filter((value) => value > 0), losses: column.filter((value) => value < 0) };
}
