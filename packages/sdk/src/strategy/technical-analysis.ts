import type { CandlestickFunctions, IndicatorFunctions } from './indicator-functions.js';

/**
 * The indicators a strategy gets in `prepare`: every one of the catalogue (`bot-v2 indicators`), as TA-Lib defines those
 * it has. Inputs and outputs are columns of the frame's length; rows before the first defined bar are NaN.
 */
export interface TechnicalAnalysis extends IndicatorFunctions {
  /** The candlestick patterns, e.g. `ta.candlesticks.engulfing(bars.open, bars.high, bars.low, bars.close)`. */
  readonly candlesticks: CandlestickFunctions;
  /** 1 where `a` crosses above `b`, −1 below, else 0; strict on both sides: a bar on which they are equal breaks a crossing. */
  crossings(a: Float64Array, b: Float64Array): Float64Array;
  /** The same counted from the last bar on which they differed: touching and then passing is one crossing. */
  crossingsFromLastSide(a: Float64Array, b: Float64Array): Float64Array;
}
