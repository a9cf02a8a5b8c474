import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Hanging man: A small body on a long lower shadow, near or above the previous high. −100.
 * Defined from bar 11.
 */
export const hangingMan: CandlestickFunction = recognise(11, (c, i) =>
  c.lowerShadow(i) > c.body(i) &&
  c.upperShadow(i) < c.tinyShadow(i) &&
  c.bodyBottom(i) >= c.high[i - 1]! - c.near(i - 1) &&
  c.shortBody(i)
    ? -100
    : 0,
);

export const hangingManCandlestick: CandlestickSpec = {
  name: 'hangingMan',
  title: 'Hanging man',
  bars: 2,
  warmup: 11,
  signals: 'bearish',
  formula: 'a hammer whose body is near or above the previous high',
  source: TA_LIB,
  compute: hangingMan,
};
