import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Stick sandwich: A white candle between two black ones with equal closes. +100.
 * Defined from bar 7.
 */
export const stickSandwich: CandlestickFunction = recognise(7, (c, i) =>
  !c.white(i - 2) &&
  c.white(i - 1) &&
  !c.white(i) &&
  c.low[i - 1]! > c.close[i - 2]! &&
  Math.abs(c.close[i]! - c.close[i - 2]!) <= c.equal(i - 2)
    ? 100
    : 0,
);

export const stickSandwichCandlestick: CandlestickSpec = {
  name: 'stickSandwich',
  title: 'Stick sandwich',
  bars: 3,
  warmup: 7,
  signals: 'bullish',
  formula: 'black, white trading above its close, black closing at the first close',
  source: TA_LIB,
  compute: stickSandwich,
};
