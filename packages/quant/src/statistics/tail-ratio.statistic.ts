import type { Series } from '../series.js';
import { quantile } from './quantile.statistic.js';

/** |95th percentile| over |5th percentile| of the returns; null for none or a 5th percentile of 0. */
export function tailRatio(r: Series): number | null {
  const right = quantile(r, 0.95);
  const left = quantile(r, 0.05);
  return right === null || left === null || left === 0 ? null : Math.abs(right) / Math.abs(left);
}
