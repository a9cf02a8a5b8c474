import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Homing pigeon: A small black body inside a long black one. +100.
 * Defined from bar 11.
 */
export const homingPigeon: CandlestickFunction = recognise(11, (c, i) =>
  !c.white(i - 1) &&
  !c.white(i) &&
  c.longBody(i - 1) &&
  !c.longBody(i) &&
  c.open[i]! < c.open[i - 1]! &&
  c.close[i]! > c.close[i - 1]!
    ? 100
    : 0,
);

export const homingPigeonCandlestick: CandlestickSpec = {
  name: 'homingPigeon',
  title: 'Homing pigeon',
  bars: 2,
  warmup: 11,
  signals: 'bullish',
  formula: 'long black strictly around a short black',
  source: TA_LIB,
  compute: homingPigeon,
};
