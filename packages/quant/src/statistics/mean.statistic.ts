import { toColumn, type Series } from '../series.js';

/** Sum of the values; 0 for none. */
export function sum(x: Series): number {
  const column = toColumn(x);
  let total = 0;
  for (const value of column) total += value;
  return total;
}

/** Arithmetic mean, in the unit of `x`; null for no values. A second pass removes the rounding of the first. */
export function mean(x: Series): number | null {
  const column = toColumn(x);
  const n = column.length;
  if (n === 0) return null;
  const rough = sum(column) / n;
  let rest = 0;
  for (let i = 0; i < n; i++) rest += column[i]! - rough;
  return defined(rough + rest / n);
}

/** The value, or null when it is NaN or infinite. */
export function defined(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
