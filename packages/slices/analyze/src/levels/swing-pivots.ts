import type { Bars } from '@bot-v2/sdk';

/** A swing high or low: an extreme of the bars on both sides of it. */
export interface SwingPivot {
  readonly row: number;
  readonly kind: 'high' | 'low';
  readonly price: number;
}

/**
 * Whether `column[row]` (times `sign`) exceeds the `side` values before it and is not exceeded by the `side` after it:
 * of a plateau the first bar counts, once.
 */
function isExtreme(column: Float64Array, row: number, side: number, sign: 1 | -1): boolean {
  const value = column[row]! * sign;
  for (let k = 1; k <= side; k++) {
    if (column[row - k]! * sign >= value || column[row + k]! * sign > value) return false;
  }
  return true;
}

/**
 * Confirmed swing highs and lows of the last `lookback` bars, oldest first. A pivot needs `side` bars on each side, so
 * the last `side` bars hold none, and one that was found once stays: nothing is repainted.
 */
export function swingPivots({ high, low, length }: Bars, side: number, lookback: number): SwingPivot[] {
  const pivots: SwingPivot[] = [];
  for (let row = Math.max(side, length - lookback); row < length - side; row++) {
    if (isExtreme(high, row, side, 1)) pivots.push({ row, kind: 'high', price: high[row]! });
    if (isExtreme(low, row, side, -1)) pivots.push({ row, kind: 'low', price: low[row]! });
  }
  return pivots;
}
