import type { DecisionReader } from './decision-reader.js';

/** A byte times this is a word of four such bytes. */
const inEachByte = 0x01010101;

/** A decision that a column of signals holds: four rows are compared at once. For processors whose lowest byte comes first. */
export class SignalReader implements DecisionReader {
  readonly binary = false;
  private readonly signals: Int8Array;
  /** The same, four rows a number, the first in the lowest byte; without the last rows that fill no word. */
  private readonly words: Int32Array;

  constructor(column: Int8Array) {
    this.signals = column.byteOffset % 4 === 0 ? column : column.slice();
    this.words = new Int32Array(this.signals.buffer, this.signals.byteOffset, column.length >> 2);
  }

  valueAt(row: number): number {
    return this.signals[row]!;
  }

  firstWanted(row: number, end: number): number {
    return this.firstOther(row, end, 0);
  }

  firstOther(row: number, end: number, same: number): number {
    const { signals, words } = this;
    const signal = (same << 24) >> 24;
    // No signal is a fraction.
    if (signal !== same) return row;
    let i = row >> 2;
    const last = Math.min(words.length, (end + 3) >> 2);
    if (i < last) {
      const held = Math.imul(signal & 0xff, inEachByte);
      // Bits that differ, of this row on.
      let other = (words[i]! ^ held) & (-1 << ((row & 3) << 3));
      while (other === 0 && ++i < last) other = words[i]! ^ held;
      if (other !== 0) return Math.min(end, (i << 2) + ((31 - Math.clz32(other & -other)) >> 3));
      row = i << 2;
    }
    while (row < end && signals[row] === signal) row++;
    return Math.min(row, end);
  }
}
