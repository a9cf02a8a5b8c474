import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Gravestone doji: A doji at the bottom of its bar. +100 says that it is there; it is read as bearish after a rise.
 * Defined from bar 10.
 */
export const gravestoneDoji: CandlestickFunction = recognise(10, (c, i) =>
  c.doji(i) && c.lowerShadow(i) < c.tinyShadow(i) && c.upperShadow(i) > c.tinyShadow(i) ? 100 : 0,
);

export const gravestoneDojiCandlestick: CandlestickSpec = {
  name: 'gravestoneDoji',
  title: 'Gravestone doji',
  bars: 1,
  warmup: 10,
  signals: 'neutral',
  formula: 'doji without lower shadow, with an upper one',
  source: TA_LIB,
  compute: gravestoneDoji,
};
