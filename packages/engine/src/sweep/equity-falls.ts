import { firstRowOutside } from '../column-decisions/index.js';
import type { PricedTrips } from '../column-decisions/index.js';
import { blockShift } from './column-blocks.js';
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
  /** Range of the closes that trips are expected among; without one, NaN. */
  private top = NaN;
  private bottom = NaN;

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
    this.worst = 0;
    this.rise(equity);
  }

  /** Counts an equity. */
  mark(worth: number): void {
    if (worth > this.peak) {
      this.end();
      this.rise(worth);
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

  /** The next trips are held at closes of rows `row` … `end` − 1. */
  expect(row: number, end: number): void {
    const { close } = this;
    let bottom = Infinity;
    let top = -Infinity;
    for (let i = row | 0; i < end; i = (i + 1) | 0) {
      const price = close[i]!;
      if (price > top) top = price;
      if (price < bottom) bottom = price;
    }
    this.bottom = bottom;
    this.top = top;
  }

  /** Counts the equities of the first `count` round trips. */
  markTrips(trips: PricedTrips, count: number): void {
    if (this.markFalling(trips, count)) return;
    const { rows, sizes, beside, after } = trips;
    for (let k = 0; k < count; k++) {
      this.hold(beside[k]!, sizes[k]!);
      this.markHeld(rows[2 * k]!, rows[2 * k + 1]!);
      this.mark(after[k]!);
    }
  }

  /**
   * Counts round trips none of which can make a new peak, the last one first: where equity has fallen on the way, few of the
   * others can be lower. False, and nothing is counted, where one might make a peak.
   */
  private markFalling({ rows, sizes, beside, after }: PricedTrips, count: number): boolean {
    const { peak, bottom, top } = this;
    for (let k = 0; k < count; k++) if (!(beside[k]! + sizes[k]! * top <= peak && after[k]! <= peak)) return false;
    for (let k = count - 1; k >= 0; k--) {
      this.low = Math.min(this.low, after[k]!);
      if (beside[k]! + sizes[k]! * bottom >= this.low) continue;
      this.hold(beside[k]!, sizes[k]!);
      this.markHeld(rows[2 * k]!, rows[2 * k + 1]!);
    }
    return true;
  }

  /** Counts the equities of the held position at the closes of rows `row` … `end` − 1. */
  markHeld(row: number, end: number): void {
    const { close, highest, lowest, cash, quantity } = this;
    let { peak, low, worst } = this;
    const blocks = highest.length;
    let i = row | 0;
    while (i < end) {
      let stop = end;
      if (blocks > 0) {
        // Equity rises and falls with the close, rounding included: the extremes of one are those of the other.
        let block = i >> blockShift;
        const last = (end - 1) >> blockShift;
        while (block <= last && cash + quantity * highest[block]! <= peak) {
          const lowestWorth = cash + quantity * lowest[block]!;
          if (lowestWorth < low) {
            // A row of it that is not held does not count.
            if (block << blockShift < i || (block + 1) << blockShift > end) break;
            low = lowestWorth;
          }
          block = (block + 1) | 0;
        }
        i = Math.max(i, block << blockShift);
        stop = Math.min(end, (block + 1) << blockShift);
      }
      for (; i < stop; i = (i + 1) | 0) {
        const worth = cash + quantity * close[i]!;
        if (worth > peak) {
          const fall = low / peak - 1;
          if (fall < worst) worst = fall;
          peak = worth;
          low = lowestWithout(worst, peak);
        } else if (worth < low) low = worth;
      }
    }
    this.peak = peak;
    this.low = low;
    this.worst = worst;
  }

  private rise(worth: number): void {
    this.peak = worth;
    this.low = lowestWithout(this.worst, worth);
  }

  /** First of rows `row` … `end` − 1 whose close is not within `bottom` … `top`; `end` if there is none. */
  firstOutside(row: number, end: number, bottom: number, top: number): number {
    const { close, highest, lowest } = this;
    if (lowest.length === 0) return firstRowOutside(close, row, end, bottom, top);
    while (row < end) {
      const block = row >> blockShift;
      if (lowest[block]! >= bottom && highest[block]! <= top) {
        row = (block + 1) << blockShift;
        continue;
      }
      const price = close[row]!;
      if (!(price >= bottom && price <= top)) break;
      row++;
    }
    return Math.min(row, end);
  }
}

/** An equity that is surely no deeper fall from a peak than `worst`; all above it do not matter. */
function lowestWithout(worst: number, peak: number): number {
  return peak * Math.min(1, 1 + worst + 1e-15);
}
