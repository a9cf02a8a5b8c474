import { log1p } from '../elementary/index.js';
import { toColumn, type Series } from '../series.js';
import { pearson } from './correlation.statistic.js';

/** R² of a straight line through the cumulative log returns, 0…1; null for fewer than two returns or no variation. */
export function stability(r: Series): number | null {
  const column = toColumn(r);
  const bars = new Float64Array(column.length);
  const path = new Float64Array(column.length);
  let total = 0;
  for (let i = 0; i < column.length; i++) {
    total += log1p(column[i]!);
    bars[i] = i;
    path[i] = total;
  }
  const correlation = pearson(bars, path);
  return correlation === null ? null : correlation * correlation;
}
