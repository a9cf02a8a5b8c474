import type { BarColumn } from '@bot-v2/sdk';

/** The columns of a frame but its times. */
export type CellColumn = Exclude<BarColumn, 'time'>;

/** A price or volume that cannot be. */
export interface OddCell {
  readonly row: number;
  readonly column: CellColumn;
  /** What is wrong with it, in words. */
  readonly what: string;
}

/**
 * The first row with a price that is not positive and finite, a volume that is negative or not finite, or an open or close
 * outside low … high; null where all is well.
 */
export function oddCell(columns: Readonly<Record<CellColumn, Float64Array>>, rows: number): OddCell | null {
  const { open, high, low, close, volume } = columns;
  for (let row = 0; row < rows; row++) {
    const o = open[row]!;
    const h = high[row]!;
    const l = low[row]!;
    const c = close[row]!;
    const v = volume[row]!;
    if (!(l > 0 && l <= o && l <= c && o <= h && c <= h && h < Infinity && v >= 0 && v < Infinity))
      return { row, ...faultOf(columns, row) };
  }
  return null;
}

function faultOf(columns: Readonly<Record<CellColumn, Float64Array>>, row: number): Omit<OddCell, 'row'> {
  for (const column of ['open', 'high', 'low', 'close'] as const) {
    const price = columns[column][row]!;
    if (!(price > 0 && price < Infinity)) return { column, what: `${column} is ${price}, not a positive price` };
  }
  const [open, high, low, volume] = [columns.open[row]!, columns.high[row]!, columns.low[row]!, columns.volume[row]!];
  if (!(volume >= 0 && volume < Infinity))
    return { column: 'volume', what: `volume is ${volume}, not a number of shares` };
  if (high < low) return { column: 'high', what: `high ${high} is below low ${low}` };
  const column = open < low || open > high ? 'open' : 'close';
  return { column, what: `${column} ${columns[column][row]!} lies outside low ${low} … high ${high}` };
}
