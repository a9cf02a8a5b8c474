import type { DecisionReader } from '../column-decisions/index.js';
import type { Crossings, Pair } from './crossings.js';

/**
 * A decision by two columns, as `ComparisonReader` reads it, whose crossings are known. The columns have no NaN but before their
 * first numbers.
 */
export class CrossingComparison implements DecisionReader {
  readonly binary = true;
  private readonly one: Float64Array;
  private readonly other: Float64Array;
  private readonly codes: Int32Array;
  /** Crossings that count: `first` … `count` − 1. */
  private readonly first: number;
  private readonly count: number;
  /** The first crossing after the row asked for last. */
  private next: number;

  constructor(
    { one, other }: Pair,
    { codes, count }: Crossings,
    /** Whether each row above or below counts, or only one that crosses. */
    private readonly level: boolean,
  ) {
    this.one = one;
    this.other = other;
    this.codes = codes;
    this.count = count;
    // Before its first numbers nothing is crossed.
    const begins = count > 0 && Number.isNaN(this.valueAt(codes[0]! >> 1));
    this.first = this.next = begins ? 1 : 0;
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
    return this.firstOf(0, row, end);
  }

  firstOther(row: number, end: number, same: number): number {
    // Held by a 1, only a 0 is something else.
    if (same === 1) return this.firstOf(1, row, end);
    for (; row < end; row++) {
      const value = this.valueAt(row);
      if (value === value) return row;
    }
    return end;
  }

  /** The first row, from `row` on, above (0) or below (1); where crossings count, the first that becomes so. */
  private firstOf(kind: 0 | 1, row: number, end: number): number {
    const { codes, first, count, level } = this;
    let { next } = this;
    while (next < count && codes[next]! >> 1 < row) next++;
    while (next > first && codes[next - 1]! >> 1 >= row) next--;
    if (level && next > 0 && (codes[next - 1]! & 1) === kind) {
      // It has been so, and may still be.
      const stop = next < count ? Math.min(end, codes[next]! >> 1) : end;
      for (let at = row; at < stop; at++) if (this.valueAt(at) === 1 - kind) return at;
    }
    while (next < count && (codes[next]! & 1) !== kind) next++;
    this.next = next;
    return next < count ? Math.min(end, codes[next]! >> 1) : end;
  }
}
