import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Hammer: A small body on a long lower shadow, near or below the previous low. +100.
 * Defined from bar 11.
 */
export const hammer: CandlestickFunction = recognise(11, (c, i) =>
  c.lowerShadow(i) > c.body(i) &&
  c.upperShadow(i) < c.tinyShadow(i) &&
  c.bodyBottom(i) <= c.low[i - 1]! + c.near(i - 1) &&
  c.shortBody(i)
    ? 100
    : 0,
);

export const hammerCandlestick: CandlestickSpec = {
  name: 'hammer',
  title: 'Hammer',
  bars: 2,
  warmup: 11,
  signals: 'bullish',
  formula: 'small body, lower shadow longer than it, hardly any upper one; body near or below the previous low',
  source: TA_LIB,
  compute: hammer,
};
