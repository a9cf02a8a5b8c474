import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Marubozu: A long candle without shadows. The sign is its colour.
 * Defined from bar 10.
 */
export const marubozu: CandlestickFunction = recognise(10, (c, i) =>
  c.longBody(i) && c.upperShadow(i) < c.tinyShadow(i) && c.lowerShadow(i) < c.tinyShadow(i) ? 100 * c.colour(i) : 0,
);

export const marubozuCandlestick: CandlestickSpec = {
  name: 'marubozu',
  title: 'Marubozu',
  bars: 1,
  warmup: 10,
  signals: 'both',
  formula: 'long body, hardly any shadow',
  source: TA_LIB,
  compute: marubozu,
};
