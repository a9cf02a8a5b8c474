import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Inverted hammer: A small body under a long upper shadow after a gap down. +100.
 * Defined from bar 11.
 */
export const invertedHammer: CandlestickFunction = recognise(11, (c, i) =>
  c.upperShadow(i) > c.body(i) && c.lowerShadow(i) < c.tinyShadow(i) && c.gapDown(i, i - 1) && c.shortBody(i) ? 100 : 0,
);

export const invertedHammerCandlestick: CandlestickSpec = {
  name: 'invertedHammer',
  title: 'Inverted hammer',
  bars: 2,
  warmup: 11,
  signals: 'bullish',
  formula: 'small body gapping down, upper shadow longer than it, hardly any lower one',
  source: TA_LIB,
  compute: invertedHammer,
};
