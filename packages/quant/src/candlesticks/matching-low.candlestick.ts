import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Matching low: Two black candles with equal closes. +100.
 * Defined from bar 6.
 */
export const matchingLow: CandlestickFunction = recognise(6, (c, i) =>
  !c.white(i - 1) && !c.white(i) && Math.abs(c.close[i]! - c.close[i - 1]!) <= c.equal(i - 1) ? 100 : 0,
);

export const matchingLowCandlestick: CandlestickSpec = {
  name: 'matchingLow',
  title: 'Matching low',
  bars: 2,
  warmup: 6,
  signals: 'bullish',
  formula: 'two black candles closing at the same price',
  source: TA_LIB,
  compute: matchingLow,
};
