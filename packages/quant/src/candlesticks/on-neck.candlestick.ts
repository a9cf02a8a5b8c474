import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * On-neck: A white candle that opens below a long black one and closes at its low. −100.
 * Defined from bar 11.
 */
export const onNeck: CandlestickFunction = recognise(11, (c, i) =>
  !c.white(i - 1) &&
  c.longBody(i - 1) &&
  c.white(i) &&
  c.open[i]! < c.low[i - 1]! &&
  Math.abs(c.close[i]! - c.low[i - 1]!) <= c.equal(i - 1)
    ? -100
    : 0,
);

export const onNeckCandlestick: CandlestickSpec = {
  name: 'onNeck',
  title: 'On-neck',
  bars: 2,
  warmup: 11,
  signals: 'bearish',
  formula: 'long black, then white opening below its low and closing at that low',
  source: TA_LIB,
  compute: onNeck,
};
