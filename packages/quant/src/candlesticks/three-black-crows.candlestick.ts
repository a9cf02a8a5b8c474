import type { CandleMeasures } from './candle-measures.js';
import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Three black crows: Three declining black candles after a white one. −100.
 * Defined from bar 13.
 */
export const threeBlackCrows: CandlestickFunction = recognise(13, (c, i) =>
  c.white(i - 3) &&
  crow(c, i - 2) &&
  crow(c, i - 1) &&
  crow(c, i) &&
  opensInside(c, i - 1) &&
  opensInside(c, i) &&
  c.high[i - 3]! > c.close[i - 2]! &&
  c.close[i - 2]! > c.close[i - 1]! &&
  c.close[i - 1]! > c.close[i]!
    ? -100
    : 0,
);

function crow(c: CandleMeasures, i: number): boolean {
  return !c.white(i) && c.lowerShadow(i) < c.tinyShadow(i);
}

function opensInside(c: CandleMeasures, i: number): boolean {
  return c.open[i]! < c.open[i - 1]! && c.open[i]! > c.close[i - 1]!;
}

export const threeBlackCrowsCandlestick: CandlestickSpec = {
  name: 'threeBlackCrows',
  title: 'Three black crows',
  bars: 4,
  warmup: 13,
  signals: 'bearish',
  formula:
    'a white candle, then three black ones with lower closes, each opening in the body before, hardly any lower shadow',
  source: TA_LIB,
  compute: threeBlackCrows,
};
