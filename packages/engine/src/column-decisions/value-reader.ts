import type { DecisionReader } from './decision-reader.js';

/** A decision that a column holds. */
export class ValueReader implements DecisionReader {
  readonly binary = false;

  constructor(private readonly column: Float64Array) {}

  valueAt(row: number): number {
    return this.column[row]!;
  }

  firstWanted(row: number, end: number): number {
    const { column } = this;
    while (row < end) {
      const value = column[row]!;
      if (value > 0 || value < 0) break;
      row++;
    }
    return row;
  }

  firstOther(row: number, end: number, same: number): number {
    const { column } = this;
    while (row < end) {
      const value = column[row]!;
      if (value !== same && value === value) break;
      row++;
    }
    return row;
  }
}
