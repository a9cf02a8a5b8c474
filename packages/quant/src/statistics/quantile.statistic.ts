import { requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';

/**
 * Quantile by linear interpolation between order statistics (numpy's default, type 7).
 * @param q 0 … 1
 * @returns null for no values, or where one is NaN
 * @throws RangeError when q is outside 0 … 1
 */
export function quantile(x: Series, q: number): number | null {
  return quantileSorted(Float64Array.from(toColumn(x)).sort(), q);
}

/** {@link quantile} of values already in ascending order, NaN last. */
export function quantileSorted(sorted: Series, q: number): number | null {
  requireNumber('quantile', 'q', q, 0);
  if (q > 1) throw new RangeError(`quantile: q must be at most 1, got ${q}`);
  const n = sorted.length;
  if (n === 0 || Number.isNaN(sorted[n - 1]!)) return null;
  const position = q * (n - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, n - 1)]!;
  const value = low + (position - below) * (high - low);
  return Number.isFinite(value) ? value : null;
}

/** Middle value; null for no values, or where one is NaN. */
export function median(x: Series): number | null {
  return quantile(x, 0.5);
}
