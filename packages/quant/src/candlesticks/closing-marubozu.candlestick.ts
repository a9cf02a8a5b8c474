import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Closing marubozu: A long candle without shadow on the side of its close. The sign is its colour.
 * Defined from bar 10.
 */
export const closingMarubozu: CandlestickFunction = recognise(10, (c, i) => {
  const closeShadow = c.white(i) ? c.upperShadow(i) : c.lowerShadow(i);
  return c.longBody(i) && closeShadow < c.tinyShadow(i) ? 100 * c.colour(i) : 0;
});

export const closingMarubozuCandlestick: CandlestickSpec = {
  name: 'closingMarubozu',
  title: 'Closing marubozu',
  bars: 1,
  warmup: 10,
  signals: 'both',
  formula: 'long body that closes at its extreme',
  source: TA_LIB,
  compute: closingMarubozu,
};
