/** Rows of a block are 2 to the power of this. */
export const blockShift = 3;
export const blockRows = 1 << blockShift;

/** Highest and lowest value of each whole block of a column of numbers. */
export class ColumnBlocks {
  readonly highest: Float64Array;
  readonly lowest: Float64Array;

  constructor(column: Float64Array) {
    const blocks = column.length >> blockShift;
    this.highest = new Float64Array(blocks);
    this.lowest = new Float64Array(blocks);
    for (let block = 0, row = 0; block < blocks; block++) {
      let high = column[row]!;
      let low = high;
      for (const end = row + blockRows; row < end; row++) {
        const value = column[row]!;
        if (value > high) high = value;
        if (value < low) low = value;
      }
      this.highest[block] = high;
      this.lowest[block] = low;
    }
  }
}
