import { blockRows, blockShift } from './column-blocks.js';
import type { ColumnBlocks } from './column-blocks.js';
import type { DecisionReader } from './decision-reader.js';

const none = new Float64Array(0);

/** A decision by two columns: 1 while (or when) the one rises above the other, 0 while (or when) it falls below. */
export class ComparisonReader implements DecisionReader {
  private readonly oneHighest: Float64Array;
  private readonly oneLowest: Float64Array;
  private readonly otherHighest: Float64Array;
  private readonly otherLowest: Float64Array;

  constructor(
    private readonly one: Float64Array,
    private readonly other: Float64Array,
    /** Whether each row above or below counts, or only one that crosses. */
    private readonly level: boolean,
    /** Extremes of the two columns, where they are known: whole blocks are then passed over. */
    oneBlocks: ColumnBlocks | null,
    otherBlocks: ColumnBlocks | null,
  ) {
    const known = oneBlocks !== null && otherBlocks !== null;
    this.oneHighest = known ? oneBlocks.highest : none;
    this.oneLowest = known ? oneBlocks.lowest : none;
    this.otherHighest = known ? otherBlocks.highest : none;
    this.otherLowest = known ? otherBlocks.lowest : none;
  }

  valueAt(row: number): number {
    const { one, other, level } = this;
    const x = one[row]!;
    const y = other[row]!;
    if (x > y) return level || one[row - 1]! <= other[row - 1]! ? 1 : NaN;
    if (x < y) return level || one[row - 1]! >= other[row - 1]! ? 0 : NaN;
    return NaN;
  }

  firstWanted(row: number, end: number): number {
    const { one, other, level } = this;
    for (;;) {
      row = this.firstAbove(row, end);
      if (row >= end || level || this.valueAt(row) === 1) return row;
      // What is above already crosses nothing.
      while (row < end && one[row]! > other[row]!) row++;
    }
  }

  firstOther(row: number, end: number, same: number): number {
    const { level } = this;
    for (;;) {
      row = same === 1 ? this.firstBelow(row, end) : row;
      if (row >= end) return end;
      if (same === 1 && level) return row;
      const value = this.valueAt(row);
      if (value === value) return row;
      row++;
    }
  }

  private firstAbove(row: number, end: number): number {
    return firstRowAbove(this.one, this.other, this.oneHighest, this.otherLowest, row, end);
  }

  private firstBelow(row: number, end: number): number {
    return firstRowAbove(this.other, this.one, this.otherHighest, this.oneLowest, row, end);
  }
}

/** The first row, from `row` on, on which `x` is above `y`; `end` if there is none. Whole blocks are passed over where extremes are known. */
function firstRowAbove(
  x: Float64Array,
  y: Float64Array,
  highest: Float64Array,
  lowest: Float64Array,
  row: number,
  end: number,
): number {
  const blocks = highest.length;
  while (row < end) {
    const block = row >> blockShift;
    if ((row & (blockRows - 1)) === 0) {
      if (block < blocks && row + blockRows <= end && highest[block]! <= lowest[block]!) {
        row += blockRows;
        continue;
      }
    }
    if (x[row]! > y[row]!) break;
    row++;
  }
  return row < end ? row : end;
}
