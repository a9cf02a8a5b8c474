import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Two crows: Two black candles after a long white one, the second closing inside its body. −100.
 * Defined from bar 12.
 */
export const twoCrows: CandlestickFunction = recognise(12, (c, i) =>
  c.white(i - 2) &&
  c.longBody(i - 2) &&
  !c.white(i - 1) &&
  c.gapUp(i - 1, i - 2) &&
  !c.white(i) &&
  c.open[i]! < c.open[i - 1]! &&
  c.open[i]! > c.close[i - 1]! &&
  c.close[i]! > c.open[i - 2]! &&
  c.close[i]! < c.close[i - 2]!
    ? -100
    : 0,
);

export const twoCrowsCandlestick: CandlestickSpec = {
  name: 'twoCrows',
  title: 'Two crows',
  bars: 3,
  warmup: 12,
  signals: 'bearish',
  formula: 'long white, black gapping up, black opening inside it and closing inside the first body',
  source: TA_LIB,
  compute: twoCrows,
};
