/**
 * An indicator fed one value at a time. `next` returns what the batch form has at that bar, bit for bit: NaN while
 * warming up, and NaN inputs before the first number are skipped in the same way.
 */
export interface SeriesStream {
  next(value: number): number;
}

/** An indicator fed one bar at a time; see {@link SeriesStream}. */
export interface BarStream {
  next(high: number, low: number, close: number): number;
}
