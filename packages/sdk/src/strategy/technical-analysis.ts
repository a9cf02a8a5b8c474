/**
 * The indicators a strategy gets in `prepare`. Inputs and outputs are columns of the frame's length; rows before the
 * first defined bar are NaN. Definitions follow TA-Lib.
 */
export interface TechnicalAnalysis {
  sma(x: Float64Array, n: number): Float64Array;
  ema(x: Float64Array, n: number): Float64Array;
  wma(x: Float64Array, n: number): Float64Array;
  /** Fraction, not percent: x / x[n bars ago] − 1. */
  rocp(x: Float64Array, n: number): Float64Array;
  /** Percent. */
  roc(x: Float64Array, n: number): Float64Array;
  mom(x: Float64Array, n: number): Float64Array;
  rsi(x: Float64Array, n: number): Float64Array;
  /** `ddof` 0 (population) unless given. */
  stddev(x: Float64Array, n: number, ddof?: number): Float64Array;
  highest(x: Float64Array, n: number): Float64Array;
  lowest(x: Float64Array, n: number): Float64Array;
  trueRange(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  atr(high: Float64Array, low: Float64Array, close: Float64Array, n: number): Float64Array;
  adx(high: Float64Array, low: Float64Array, close: Float64Array, n: number): Float64Array;
  cci(high: Float64Array, low: Float64Array, close: Float64Array, n: number): Float64Array;
  /** 1 where `a` crosses above `b`, −1 below, else 0; strict on both sides: a bar on which they are equal breaks a crossing. */
  crossings(a: Float64Array, b: Float64Array): Float64Array;
  /** The same counted from the last bar on which they differed: touching and then passing is one crossing. */
  crossingsFromLastSide(a: Float64Array, b: Float64Array): Float64Array;
  bollinger(
    x: Float64Array,
    n: number,
    k: number,
  ): { readonly upper: Float64Array; readonly middle: Float64Array; readonly lower: Float64Array };
  macd(
    x: Float64Array,
    fast: number,
    slow: number,
    signal: number,
  ): { readonly macd: Float64Array; readonly signal: Float64Array; readonly histogram: Float64Array };
}
