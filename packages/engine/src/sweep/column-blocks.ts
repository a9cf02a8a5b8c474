/** Rows of a block are 2 to the power of this. */
export const blockShift = 3;
const blockRows = 1 << blockShift;

/** Highest and lowest value of each block of a column; NaN where one of its values is. */
export class ColumnBlocks {
  readonly highest: Float64Array;
  readonly lowest: Float64Array;

  constructor(column: Float64Array) {
    const { length } = column;
    const whole = length >> blockShift;
    const blocks = (length + blockRows - 1) >> blockShift;
    this.highest = new Float64Array(blocks);
    this.lowest = new Float64Array(blocks);
    for (let block = 0; block < whole; block++) {
      const row = block << blockShift;
      const a = column[row]!;
      const b = column[row + 1]!;
      const c = column[row + 2]!;
      const d = column[row + 3]!;
      const e = column[row + 4]!;
      const f = column[row + 5]!;
      const g = column[row + 6]!;
      const h = column[row + 7]!;
      this.highest[block] = Math.max(
        Math.max(Math.max(a, b), Math.max(c, d)),
        Math.max(Math.max(e, f), Math.max(g, h)),
      );
      this.lowest[block] = Math.min(Math.min(Math.min(a, b), Math.min(c, d)), Math.min(Math.min(e, f), Math.min(g, h)));
    }
    if (whole < blocks) {
      const rest = column.subarray(whole << blockShift);
      this.highest[whole] = Math.max(...rest);
      this.lowest[whole] = Math.min(...rest);
    }
  }
}
