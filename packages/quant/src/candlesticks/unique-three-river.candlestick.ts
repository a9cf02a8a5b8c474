import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Unique three river bottom: A long black candle, a black one inside with a new low, and a short white one above that low. +100.
 * Defined from bar 12.
 */
export const uniqueThreeRiver: CandlestickFunction = recognise(12, (c, i) =>
  c.longBody(i - 2) &&
  !c.white(i - 2) &&
  !c.white(i - 1) &&
  c.close[i - 1]! > c.close[i - 2]! &&
  c.open[i - 1]! <= c.open[i - 2]! &&
  c.low[i - 1]! < c.low[i - 2]! &&
  c.shortBody(i) &&
  c.white(i) &&
  c.open[i]! > c.low[i - 1]!
    ? 100
    : 0,
);

export const uniqueThreeRiverCandlestick: CandlestickSpec = {
  name: 'uniqueThreeRiver',
  title: 'Unique three river bottom',
  bars: 3,
  warmup: 12,
  signals: 'bullish',
  formula: 'long black; black with a higher close, no higher open and a lower low; short white opening above that low',
  source: TA_LIB,
  compute: uniqueThreeRiver,
};
