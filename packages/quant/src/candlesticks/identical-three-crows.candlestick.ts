import type { CandleMeasures } from './candle-measures.js';
import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Identical three crows: Three black candles, each opening where the one before closed. −100.
 * Defined from bar 12.
 */
export const identicalThreeCrows: CandlestickFunction = recognise(12, (c, i) =>
  crow(c, i - 2) && crow(c, i - 1) && crow(c, i) && follows(c, i - 1) && follows(c, i) ? -100 : 0,
);

function crow(c: CandleMeasures, i: number): boolean {
  return !c.white(i) && c.lowerShadow(i) < c.tinyShadow(i);
}

function follows(c: CandleMeasures, i: number): boolean {
  return c.close[i]! < c.close[i - 1]! && Math.abs(c.open[i]! - c.close[i - 1]!) <= c.equal(i - 1);
}

export const identicalThreeCrowsCandlestick: CandlestickSpec = {
  name: 'identicalThreeCrows',
  title: 'Identical three crows',
  bars: 3,
  warmup: 12,
  signals: 'bearish',
  formula: 'three black with lower closes and hardly any lower shadow, each opening at the close before',
  source: TA_LIB,
  compute: identicalThreeCrows,
};
