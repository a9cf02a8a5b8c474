import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Thrusting: A white candle that opens below a long black one and closes in the lower half of its body. −100.
 * Defined from bar 11.
 */
export const thrusting: CandlestickFunction = recognise(11, (c, i) =>
  !c.white(i - 1) &&
  c.longBody(i - 1) &&
  c.white(i) &&
  c.open[i]! < c.low[i - 1]! &&
  c.close[i]! > c.close[i - 1]! + c.equal(i - 1) &&
  c.close[i]! <= c.close[i - 1]! + 0.5 * c.body(i - 1)
    ? -100
    : 0,
);

export const thrustingCandlestick: CandlestickSpec = {
  name: 'thrusting',
  title: 'Thrusting',
  bars: 2,
  warmup: 11,
  signals: 'bearish',
  formula: 'long black, then white opening below its low and closing in the lower half of its body',
  source: TA_LIB,
  compute: thrusting,
};
