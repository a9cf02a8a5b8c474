/**
 * An indicator fed one value at a time. `next` returns what the batch form has at that bar, bit for bit: NaN while
 * warming up and where an input is NaN, after which it starts anew. An indicator with several outputs has them as fields
 * too ({@link Outputs}), updated by `next`.
 */
export interface SeriesStream {
  next(value: number): number;
}

/** An indicator fed one bar at a time; see {@link SeriesStream}. */
export interface BarStream {
  next(high: number, low: number, close: number): number;
}

/** An indicator of highs and lows, fed one bar at a time; see {@link SeriesStream}. */
export interface RangeStream {
  next(high: number, low: number): number;
}

/** An indicator of whole candles, fed one at a time; see {@link SeriesStream}. */
export interface CandleStream {
  next(open: number, high: number, low: number, close: number): number;
}

/** An indicator of prices and volume, fed one bar at a time; see {@link SeriesStream}. */
export interface TradedBarStream {
  next(high: number, low: number, close: number, volume: number): number;
}

/** An indicator of two series, such as close and volume, fed one pair at a time; see {@link SeriesStream}. */
export interface PairStream {
  next(first: number, second: number): number;
}

/** Any streaming indicator: one argument for each input of its catalogue entry, in that order. */
export interface IndicatorStream {
  next(...values: readonly number[]): number;
}

/** The current values of a streaming indicator with several outputs; all NaN while warming up. */
export type Outputs<Name extends string> = { readonly [Each in Name]: number };
