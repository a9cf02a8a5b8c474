import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Ladder bottom: Three falling black candles, a black one with an upper shadow, and a white one above it. +100.
 * Defined from bar 14.
 */
export const ladderBottom: CandlestickFunction = recognise(14, (c, i) =>
  !c.white(i - 4) &&
  !c.white(i - 3) &&
  !c.white(i - 2) &&
  c.open[i - 4]! > c.open[i - 3]! &&
  c.open[i - 3]! > c.open[i - 2]! &&
  c.close[i - 4]! > c.close[i - 3]! &&
  c.close[i - 3]! > c.close[i - 2]! &&
  !c.white(i - 1) &&
  c.upperShadow(i - 1) > c.tinyShadow(i - 1) &&
  c.white(i) &&
  c.open[i]! > c.open[i - 1]! &&
  c.close[i]! > c.high[i - 1]!
    ? 100
    : 0,
);

export const ladderBottomCandlestick: CandlestickSpec = {
  name: 'ladderBottom',
  title: 'Ladder bottom',
  bars: 5,
  warmup: 14,
  signals: 'bullish',
  formula:
    'three black with lower opens and closes, a black with an upper shadow, a white opening above its open and closing above its high',
  source: TA_LIB,
  compute: ladderBottom,
};
