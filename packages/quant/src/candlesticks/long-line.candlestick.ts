import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Long line: A long body with short shadows. The sign is its colour.
 * Defined from bar 10.
 */
export const longLine: CandlestickFunction = recognise(10, (c, i) =>
  c.longBody(i) && c.upperShadow(i) < c.shortShadow(i) && c.lowerShadow(i) < c.shortShadow(i) ? 100 * c.colour(i) : 0,
);

export const longLineCandlestick: CandlestickSpec = {
  name: 'longLine',
  title: 'Long line',
  bars: 1,
  warmup: 10,
  signals: 'both',
  formula: 'long body, both shadows shorter than their mean',
  source: TA_LIB,
  compute: longLine,
};
