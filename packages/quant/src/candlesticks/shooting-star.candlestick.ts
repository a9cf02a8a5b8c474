import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Shooting star: A small body under a long upper shadow after a gap up. −100.
 * Defined from bar 11.
 */
export const shootingStar: CandlestickFunction = recognise(11, (c, i) =>
  c.upperShadow(i) > c.body(i) && c.lowerShadow(i) < c.tinyShadow(i) && c.gapUp(i, i - 1) && c.shortBody(i) ? -100 : 0,
);

export const shootingStarCandlestick: CandlestickSpec = {
  name: 'shootingStar',
  title: 'Shooting star',
  bars: 2,
  warmup: 11,
  signals: 'bearish',
  formula: 'small body gapping up, upper shadow longer than it, hardly any lower one',
  source: TA_LIB,
  compute: shootingStar,
};
