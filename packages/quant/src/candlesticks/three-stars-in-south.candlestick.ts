import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Three stars in the south: Three ever smaller black candles with rising lows. +100.
 * Defined from bar 12.
 */
export const threeStarsInSouth: CandlestickFunction = recognise(12, (c, i) => {
  if (c.white(i - 2) || c.white(i - 1) || c.white(i)) return 0;
  const first = c.longBody(i - 2) && c.lowerShadow(i - 2) > c.body(i - 2);
  const second =
    c.body(i - 1) < c.body(i - 2) &&
    c.open[i - 1]! > c.close[i - 2]! &&
    c.open[i - 1]! <= c.high[i - 2]! &&
    c.low[i - 1]! < c.close[i - 2]! &&
    c.low[i - 1]! >= c.low[i - 2]! &&
    c.lowerShadow(i - 1) > c.tinyShadow(i - 1);
  const third =
    c.shortBody(i) &&
    c.lowerShadow(i) < c.tinyShadow(i) &&
    c.upperShadow(i) < c.tinyShadow(i) &&
    c.low[i]! > c.low[i - 1]! &&
    c.high[i]! < c.high[i - 1]!;
  return first && second && third ? 100 : 0;
});

export const threeStarsInSouthCandlestick: CandlestickSpec = {
  name: 'threeStarsInSouth',
  title: 'Three stars in the south',
  bars: 3,
  warmup: 12,
  signals: 'bullish',
  formula:
    'long black with a long lower shadow; a smaller black inside its range but for the shadow; a short black without shadows inside that',
  source: TA_LIB,
  compute: threeStarsInSouth,
};
