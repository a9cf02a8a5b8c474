import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Stalled pattern: Two long white candles and a small one at their top. −100.
 * Defined from bar 12.
 */
export const stalledPattern: CandlestickFunction = recognise(12, (c, i) =>
  c.white(i - 2) &&
  c.white(i - 1) &&
  c.white(i) &&
  c.close[i]! > c.close[i - 1]! &&
  c.close[i - 1]! > c.close[i - 2]! &&
  c.longBody(i - 2) &&
  c.longBody(i - 1) &&
  c.upperShadow(i - 1) < c.tinyShadow(i - 1) &&
  c.open[i - 1]! > c.open[i - 2]! &&
  c.open[i - 1]! <= c.close[i - 2]! + c.near(i - 2) &&
  c.shortBody(i) &&
  c.open[i]! >= c.close[i - 1]! - c.body(i) - c.near(i - 1)
    ? -100
    : 0,
);

export const stalledPatternCandlestick: CandlestickSpec = {
  name: 'stalledPattern',
  title: 'Stalled pattern',
  bars: 3,
  warmup: 12,
  signals: 'bearish',
  formula:
    'three rising white: two long, the second without upper shadow and opening in or near the first body, then a short one riding on it',
  source: TA_LIB,
  compute: stalledPattern,
};
