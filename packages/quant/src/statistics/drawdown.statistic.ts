import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defined } from './mean.statistic.js';

/** One fall from a high of equity and the way back; indices into the equity series. */
export interface Drawdown {
  /** Depth as a fraction, ≤ 0. */
  readonly value: number;
  /** Last bar of the high it fell from. */
  readonly peak: number;
  /** First bar of the lowest point. */
  readonly trough: number;
  /** First bar at or above the high again; null while still under water. */
  readonly recovery: number | null;
}

/** A row of the drawdown table. */
export interface DrawdownRow extends Drawdown {
  /** Bars from the high to the recovery, or to the end of the series. */
  readonly length: number;
}

/** Equity over its running peak, minus 1: ≤ 0, same length, NaN where equity is. Equity must be positive at its peaks. */
export function drawdownSeries(equity: Series): Float64Array {
  const column = toColumn(equity);
  const out = new Float64Array(column.length);
  let peak = -Infinity;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value > peak) peak = value;
    out[i] = value === peak ? 0 : value / peak - 1;
  }
  return out;
}

/**
 * The deepest drawdown, the earliest of equal ones; value 0 with peak = trough = recovery = 0 when equity never falls.
 * @returns null for an empty series, or where equity is NaN
 */
export function maxDrawdown(equity: Series): Drawdown | null {
  const column = toColumn(equity);
  if (column.length === 0 || column.some(Number.isNaN)) return null;
  const [row] = drawdownTable(column, 1);
  if (row === undefined) return { value: 0, peak: 0, trough: 0, recovery: 0 };
  return { value: row.value, peak: row.peak, trough: row.trough, recovery: row.recovery };
}

/**
 * All separate drawdowns, the deepest first, at most `limit`. A drawdown lasts from a high until equity is back at it.
 * @throws RangeError when limit is not an integer ≥ 0, or equity is NaN anywhere
 */
export function drawdownTable(equity: Series, limit = 5): DrawdownRow[] {
  requireInteger('drawdownTable', 'limit', limit, 0);
  const column = toColumn(equity);
  if (column.some(Number.isNaN)) throw new RangeError('drawdownTable: equity must be a number on every bar');
  const rows: DrawdownRow[] = [];
  let peak = 0;
  let trough = 0;
  const close = (end: number, recovery: number | null): void => {
    if (trough === peak) return;
    rows.push({ value: column[trough]! / column[peak]! - 1, peak, trough, recovery, length: end - peak });
  };
  for (let i = 1; i < column.length; i++) {
    if (column[i]! >= column[peak]!) {
      close(i, i);
      peak = i;
      trough = i;
    } else if (trough === peak || column[i]! < column[trough]!) trough = i;
  }
  close(column.length - 1, null);
  return rows.sort((a, b) => a.value - b.value || a.peak - b.peak).slice(0, limit);
}

/** Ulcer index: root mean square of the drawdown series, as a fraction ≥ 0; null for no values. P. Martin (1987). */
export function ulcerIndex(equity: Series): number | null {
  const series = drawdownSeries(equity);
  if (series.length === 0) return null;
  let total = 0;
  for (const value of series) total += value * value;
  return defined(Math.sqrt(total / series.length));
}
