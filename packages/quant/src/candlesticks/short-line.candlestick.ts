import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Short line: A short body with short shadows. The sign is its colour.
 * Defined from bar 10.
 */
export const shortLine: CandlestickFunction = recognise(10, (c, i) =>
  c.shortBody(i) && c.upperShadow(i) < c.shortShadow(i) && c.lowerShadow(i) < c.shortShadow(i) ? 100 * c.colour(i) : 0,
);

export const shortLineCandlestick: CandlestickSpec = {
  name: 'shortLine',
  title: 'Short line',
  bars: 1,
  warmup: 10,
  signals: 'both',
  formula: 'short body, both shadows shorter than their mean',
  source: TA_LIB,
  compute: shortLine,
};
