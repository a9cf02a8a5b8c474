import { blockRows, blockShift } from './column-blocks.js';
import type { ColumnBlocks } from './column-blocks.js';

const none = new Float64Array(0);

/** The falls of an equity curve, block by block: most rows of a held position need not be looked at one by one. */
export class EquityFalls {
  /** Highest equity so far, the lowest since then, and the worst fall between two such: a negative fraction, or 0. */
  peak = 0.5;
  low = 0.5;
  worst = 0.5;
  private cash = 0.5;
  private quantity = 0.5;
  private readonly highest: Float64Array;
  private readonly lowest: Float64Array;

  /** @param blocks those of the closes; null where finding them would cost more than it saves, in a single run */
  constructor(
    private readonly close: Float64Array,
    blocks: ColumnBlocks | null,
  ) {
    this.highest = blocks?.highest ?? none;
    this.lowest = blocks?.lowest ?? none;
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

  /** A position of `quantity` (more than 0) is held beside `cash`. */
  hold(cash: number, quantity: number): void {
    this.cash = cash;
    this.quantity = quantity;
  }

  /** Counts the equities of the held position at the closes of rows `row` … `end` − 1. */
  markHeld(row: number, end: number): void {
    const { close, highest, lowest, cash, quantity } = this;
    const whole = Math.min(end >> blockShift, highest.length);
    let { peak, low, worst } = this;
    let i = row | 0;
    while (i < end) {
      if ((i & (blockRows - 1)) === 0) {
        // Equity rises and falls with the close, rounding included: the extremes of one are those of the other.
        let block = i >> blockShift;
        while (block < whole && cash + quantity * highest[block]! <= peak) {
          const worth = cash + quantity * lowest[block]!;
          if (worth < low) low = worth;
          block = (block + 1) | 0;
        }
        i = block << blockShift;
      }
      const stop = Math.min(end, (i | (blockRows - 1)) + 1);
      for (; i < stop; i = (i + 1) | 0) {
        const worth = cash + quantity * close[i]!;
        if (worth > peak) {
          if (low < peak) {
            const fall = low / peak - 1;
            if (fall < worst) worst = fall;
          }
          peak = worth;
          low = worth;
        } else if (worth < low) low = worth;
      }
    }
    this.peak = peak;
    this.low = low;
    this.worst = worst;
  }

  /** First of rows `row` … `end` − 1 whose close is not within `bottom` … `top`; `end` if there is none. */
  firstOutside(row: number, end: number, bottom: number, top: number): number {
    const { close, highest, lowest } = this;
    const whole = Math.min(end >> blockShift, highest.length);
    while (row < end) {
      if ((row & (blockRows - 1)) === 0 && row >> blockShift < whole) {
        if (lowest[row >> blockShift]! >= bottom && highest[row >> blockShift]! <= top) {
          row += blockRows;
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
