import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Spinning top: A small body between longer shadows. The sign is the colour of the candle.
 * Defined from bar 10.
 */
export const spinningTop: CandlestickFunction = recognise(10, (c, i) =>
  c.upperShadow(i) > c.body(i) && c.lowerShadow(i) > c.body(i) && c.shortBody(i) ? 100 * c.colour(i) : 0,
);

export const spinningTopCandlestick: CandlestickSpec = {
  name: 'spinningTop',
  title: 'Spinning top',
  bars: 1,
  warmup: 10,
  signals: 'neutral',
  formula: 'body below the mean of ten, both shadows longer than it',
  source: TA_LIB,
  compute: spinningTop,
};
