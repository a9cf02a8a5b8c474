import { toColumn, type Series } from '../series.js';
import { autocorrelation } from './correlation.statistic.js';

/**
 * Number of independent observations with as much information about the mean: n/(1 + 2·Σρ_k), the sum cut where two
 * neighbouring autocorrelations together turn negative (Geyer 1992, initial positive sequence). Within 1…n.
 * @param maxLag largest lag looked at, default half the length
 * @returns null for fewer than two values or a series that does not vary
 */
export function effectiveSampleSize(x: Series, maxLag?: number): number | null {
  const column = toColumn(x);
  const n = column.length;
  if (n < 2 || autocorrelation(column, 0) === null) return null;
  const limit = Math.min(n - 1, maxLag ?? Math.floor(n / 2));
  let total = 0;
  for (let lag = 1; lag <= limit; lag += 2) {
    const pair = autocorrelation(column, lag)! + (lag + 1 <= limit ? autocorrelation(column, lag + 1)! : 0);
    if (pair <= 0) break;
    total += pair;
  }
  return Math.min(n, Math.max(1, n / (1 + 2 * total)));
}
