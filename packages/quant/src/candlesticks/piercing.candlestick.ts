import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Piercing: A long white candle that opens below and closes in the upper half of a long black one. +100.
 * Defined from bar 11.
 */
export const piercing: CandlestickFunction = recognise(11, (c, i) =>
  !c.white(i - 1) &&
  c.longBody(i - 1) &&
  c.white(i) &&
  c.longBody(i) &&
  c.open[i]! < c.low[i - 1]! &&
  c.close[i]! < c.open[i - 1]! &&
  c.close[i]! > c.close[i - 1]! + 0.5 * c.body(i - 1)
    ? 100
    : 0,
);

export const piercingCandlestick: CandlestickSpec = {
  name: 'piercing',
  title: 'Piercing',
  bars: 2,
  warmup: 11,
  signals: 'bullish',
  formula: 'long black, then long white opening below its low and closing inside its upper half',
  source: TA_LIB,
  compute: piercing,
};
