import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Harami: A small body inside the previous long one. The sign is against the long candle.
 * Defined from bar 11.
 */
export const harami: CandlestickFunction = recognise(11, (c, i) =>
  c.longBody(i - 1) && !c.longBody(i) && c.inside(i, i - 1) ? -100 * c.colour(i - 1) : 0,
);

export const haramiCandlestick: CandlestickSpec = {
  name: 'harami',
  title: 'Harami',
  bars: 2,
  warmup: 11,
  signals: 'both',
  formula: 'long body of t − 1 strictly around a small body of t',
  source: TA_LIB,
  compute: harami,
};
