import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Separating lines: A long candle that opens where one of the other colour opened. The sign is its colour.
 * Defined from bar 11.
 */
export const separatingLines: CandlestickFunction = recognise(11, (c, i) => {
  const openShadow = c.white(i) ? c.lowerShadow(i) : c.upperShadow(i);
  return c.colour(i) !== c.colour(i - 1) &&
    Math.abs(c.open[i]! - c.open[i - 1]!) <= c.equal(i - 1) &&
    c.longBody(i) &&
    openShadow < c.tinyShadow(i)
    ? 100 * c.colour(i)
    : 0;
});

export const separatingLinesCandlestick: CandlestickSpec = {
  name: 'separatingLines',
  title: 'Separating lines',
  bars: 2,
  warmup: 11,
  signals: 'both',
  formula:
    'long body without shadow on the side of its open, opening at the open of the previous candle of the other colour',
  source: TA_LIB,
  compute: separatingLines,
};
