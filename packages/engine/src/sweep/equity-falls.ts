import { blockRows as rows, blockShift as shift, ColumnBlocks } from './column-blocks.js';

/** The falls of an equity curve, block by block: most rows of a held position need not be looked at one by one. */
export class EquityFalls {
  private readonly highest: Float64Array;
  private readonly lowest: Float64Array;
  /** Highest equity so far, the lowest since then, and the worst fall between two such: a negative fraction, or 0. */
  peak = 0.5;
  low = 0.5;
  worst = 0.5;

  constructor(private readonly close: Float64Array) {
    const { highest, lowest } = new ColumnBlocks(close);
    this.highest = highest;
    this.lowest = lowest;
  }

  /** Begins a curve. */
  start(equity: number): void {
    this.peak = this.low = equity;
    this.worst = 0;
  }

  /** Counts an equity. */
  mark(worth: number): void {
    if (worth > this.peak) {
      this.worst = Math.min(this.worst, this.low / this.peak - 1);
      this.peak = this.low = worth;
    } else if (worth < this.low) this.low = worth;
  }

  /** Ends the curve: the worst fall in all. */
  end(): number {
    return (this.worst = Math.min(this.worst, this.low / this.peak - 1));
  }

  /** Counts the equities of a position of `quantity` beside `cash` at the closes of rows `row` … `end` − 1. */
  markHeld(row: number, end: number, cash: number, quantity: number): void {
    const { close, highest, lowest } = this;
    let { peak, low, worst } = this;
    while (row < end) {
      // Equity rises and falls with the close, rounding included: the extremes of one are those of the other.
      if ((row & (rows - 1)) === 0 && row + rows <= end && cash + quantity * highest[row >> shift]! <= peak) {
        const worth = cash + quantity * lowest[row >> shift]!;
        if (worth < low) low = worth;
        row += rows;
        continue;
      }
      const worth = cash + quantity * close[row]!;
      if (worth > peak) {
        if (low < peak) {
          const fall = low / peak - 1;
          if (fall < worst) worst = fall;
        }
        peak = worth;
        low = worth;
      } else if (worth < low) low = worth;
      row++;
    }
    this.peak = peak;
    this.low = low;
    this.worst = worst;
  }

  /** First of rows `row` … `end` − 1 whose close is not within `bottom` … `top`; `end` if there is none. */
  firstOutside(row: number, end: number, bottom: number, top: number): number {
    const { close, highest, lowest } = this;
    while (row < end) {
      if ((row & (rows - 1)) === 0 && row + rows <= end) {
        if (lowest[row >> shift]! >= bottom && highest[row >> shift]! <= top) {
          row += rows;
          continue;
        }
      }
      const price = close[row]!;
      if (!(price >= bottom && price <= top)) break;
      row++;
    }
    return row;
  }
}
