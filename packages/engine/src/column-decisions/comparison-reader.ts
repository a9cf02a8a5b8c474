import type { DecisionReader } from './decision-reader.js';

/** A decision by two columns: 1 while (or when) the one rises above the other, 0 while (or when) it falls below. */
export class ComparisonReader implements DecisionReader {
  readonly binary = true;

  constructor(
    private readonly one: Float64Array,
    private readonly other: Float64Array,
    /** Whether each row above or below counts, or only one that crosses. */
    private readonly level: boolean,
  ) {}

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
      row = firstRowAbove(one, other, row, end);
      if (row >= end || level || this.valueAt(row) === 1) return row;
      // What is above already crosses nothing.
      while (row < end && one[row]! > other[row]!) row++;
    }
  }

  firstOther(row: number, end: number, same: number): number {
    const { one, other, level } = this;
    for (;;) {
      // Held by a 1, only a 0 is something else, and that is below.
      row = same === 1 ? firstRowAbove(other, one, row, end) : row;
      if (row >= end) return end;
      if (same === 1 && level) return row;
      const value = this.valueAt(row);
      if (value === value) return row;
      row++;
    }
  }
}

/**
 * The first row, from `row` on, on which `x` is above `y`; `end` if there is none. Sixteen rows a turn, as whole 32-bit
 * numbers: the checks of a turn would cost as much as the comparisons.
 */
function firstRowAbove(x: Float64Array, y: Float64Array, row: number, end: number): number {
  let i = row | 0;
  for (const last = (end - 16) | 0; i <= last; i = (i + 16) | 0) {
    if (x[i]! > y[i]!) return i;
    if (x[(i + 1) | 0]! > y[(i + 1) | 0]!) return (i + 1) | 0;
    if (x[(i + 2) | 0]! > y[(i + 2) | 0]!) return (i + 2) | 0;
    if (x[(i + 3) | 0]! > y[(i + 3) | 0]!) return (i + 3) | 0;
    if (x[(i + 4) | 0]! > y[(i + 4) | 0]!) return (i + 4) | 0;
    if (x[(i + 5) | 0]! > y[(i + 5) | 0]!) return (i + 5) | 0;
    if (x[(i + 6) | 0]! > y[(i + 6) | 0]!) return (i + 6) | 0;
    if (x[(i + 7) | 0]! > y[(i + 7) | 0]!) return (i + 7) | 0;
    if (x[(i + 8) | 0]! > y[(i + 8) | 0]!) return (i + 8) | 0;
    if (x[(i + 9) | 0]! > y[(i + 9) | 0]!) return (i + 9) | 0;
    if (x[(i + 10) | 0]! > y[(i + 10) | 0]!) return (i + 10) | 0;
    if (x[(i + 11) | 0]! > y[(i + 11) | 0]!) return (i + 11) | 0;
    if (x[(i + 12) | 0]! > y[(i + 12) | 0]!) return (i + 12) | 0;
    if (x[(i + 13) | 0]! > y[(i + 13) | 0]!) return (i + 13) | 0;
    if (x[(i + 14) | 0]! > y[(i + 14) | 0]!) return (i + 14) | 0;
    if (x[(i + 15) | 0]! > y[(i + 15) | 0]!) return (i + 15) | 0;
  }
  for (; i < end; i = (i + 1) | 0) if (x[i]! > y[i]!) return i;
  return end;
}
