import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * In-neck: A white candle that opens below a long black one and closes just inside its body. −100.
 * Defined from bar 11.
 */
export const inNeck: CandlestickFunction = recognise(11, (c, i) =>
  !c.white(i - 1) &&
  c.longBody(i - 1) &&
  c.white(i) &&
  c.open[i]! < c.low[i - 1]! &&
  c.close[i]! <= c.close[i - 1]! + c.equal(i - 1) &&
  c.close[i]! >= c.close[i - 1]!
    ? -100
    : 0,
);

export const inNeckCandlestick: CandlestickSpec = {
  name: 'inNeck',
  title: 'In-neck',
  bars: 2,
  warmup: 11,
  signals: 'bearish',
  formula: 'long black, then white opening below its low and closing at or barely above its close',
  source: TA_LIB,
  compute: inNeck,
};
