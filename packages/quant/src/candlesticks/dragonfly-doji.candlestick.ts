import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Dragonfly doji: A doji at the top of its bar. +100.
 * Defined from bar 10.
 */
export const dragonflyDoji: CandlestickFunction = recognise(10, (c, i) =>
  c.doji(i) && c.upperShadow(i) < c.tinyShadow(i) && c.lowerShadow(i) > c.tinyShadow(i) ? 100 : 0,
);

export const dragonflyDojiCandlestick: CandlestickSpec = {
  name: 'dragonflyDoji',
  title: 'Dragonfly doji',
  bars: 1,
  warmup: 10,
  signals: 'bullish',
  formula: 'doji without upper shadow, with a lower one',
  source: TA_LIB,
  compute: dragonflyDoji,
};
