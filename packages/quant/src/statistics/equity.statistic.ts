import { toColumn, type Series } from '../series.js';

/** Compounded return over all bars, ∏(1 + r) − 1, as a fraction; 0 for none. */
export function cumulativeReturn(r: Series): number {
  const column = toColumn(r);
  let value = 1;
  for (const each of column) value *= 1 + each;
  return value - 1;
}

/** Equity compounded from simple returns: length r.length + 1, the first value `start`. */
export function equityFromReturns(r: Series, start = 1): Float64Array {
  const column = toColumn(r);
  const equity = new Float64Array(column.length + 1);
  equity[0] = start;
  for (let i = 0; i < column.length; i++) equity[i + 1] = equity[i]! * (1 + column[i]!);
  return equity;
}

/**
 * Simple returns of an equity curve: length equity.length − 1, or equity.length when `start` (the capital before the
 * first bar) is given.
 */
export function returnsFromEquity(equity: Series, start?: number): Float64Array {
  const column = toColumn(equity);
  const n = column.length;
  const skip = start === undefined ? 1 : 0;
  const out = new Float64Array(Math.max(0, n - skip));
  for (let i = 0; i < out.length; i++) {
    const before = i + skip === 0 ? start! : column[i + skip - 1]!;
    out[i] = column[i + skip]! / before - 1;
  }
  return out;
}
