import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Upside gap two crows: Two black candles above a gap, the second engulfing the first. −100.
 * Defined from bar 12.
 */
export const upsideGapTwoCrows: CandlestickFunction = recognise(12, (c, i) =>
  c.white(i - 2) &&
  c.longBody(i - 2) &&
  !c.white(i - 1) &&
  !c.longBody(i - 1) &&
  c.gapUp(i - 1, i - 2) &&
  !c.white(i) &&
  c.open[i]! > c.open[i - 1]! &&
  c.close[i]! < c.close[i - 1]! &&
  c.close[i]! > c.close[i - 2]!
    ? -100
    : 0,
);

export const upsideGapTwoCrowsCandlestick: CandlestickSpec = {
  name: 'upsideGapTwoCrows',
  title: 'Upside gap two crows',
  bars: 3,
  warmup: 12,
  signals: 'bearish',
  formula: 'long white, short black gapping up, black engulfing that but closing above the first close',
  source: TA_LIB,
  compute: upsideGapTwoCrows,
};
