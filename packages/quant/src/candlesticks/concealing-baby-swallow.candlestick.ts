import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Concealing baby swallow: Two black marubozu, a gapping black candle reaching up into them, and one that engulfs it. +100.
 * Defined from bar 13.
 */
export const concealingBabySwallow: CandlestickFunction = recognise(13, (c, i) =>
  !c.white(i - 3) &&
  !c.white(i - 2) &&
  !c.white(i - 1) &&
  !c.white(i) &&
  c.bare(i - 3) &&
  c.bare(i - 2) &&
  c.gapDown(i - 1, i - 2) &&
  c.upperShadow(i - 1) > c.tinyShadow(i - 1) &&
  c.high[i - 1]! > c.close[i - 2]! &&
  c.high[i]! > c.high[i - 1]! &&
  c.low[i]! < c.low[i - 1]!
    ? 100
    : 0,
);

export const concealingBabySwallowCandlestick: CandlestickSpec = {
  name: 'concealingBabySwallow',
  title: 'Concealing baby swallow',
  bars: 4,
  warmup: 13,
  signals: 'bullish',
  formula:
    'four black: two without shadows, one gapping down whose high enters the second body, one whose range contains the third',
  source: TA_LIB,
  compute: concealingBabySwallow,
};
