/** Two columns of one length that are compared. */
export interface Pair {
  readonly one: Float64Array;
  readonly other: Float64Array;
}

/**
 * The rows at which one column begins to be above another, or below it, in order: each is twice the row, and one more where it
 * is below.
 */
export class Crossings {
  codes = new Int32Array(256);
  count = 0;

  /** Adds `count` codes found in a piece that starts at row `start`, but for those at row `end` or later. */
  add(found: Int32Array, count: number, start: number, end: number): void {
    if (this.count + count > this.codes.length) {
      const { codes } = this;
      this.codes = new Int32Array(2 * (this.count + count));
      this.codes.set(codes);
    }
    const { codes } = this;
    let to = this.count;
    for (let k = 0; k < count; k++) {
      const code = found[k]! + 2 * start;
      if (code >= 2 * end) break;
      codes[to++] = code;
    }
    this.count = to;
  }
}

/** Whether a column has no NaN but before its first number. */
export function isGapless(column: Float64Array): boolean {
  const { length } = column;
  let row = 0;
  while (row < length && Number.isNaN(column[row]!)) row++;
  while (row < length && !Number.isNaN(column[row]!)) row++;
  return row === length;
}
