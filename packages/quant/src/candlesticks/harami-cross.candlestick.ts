import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Harami cross: A doji inside the previous long body. The sign is against the long candle.
 * Defined from bar 11.
 */
export const haramiCross: CandlestickFunction = recognise(11, (c, i) =>
  c.longBody(i - 1) && c.doji(i) && c.inside(i, i - 1) ? -100 * c.colour(i - 1) : 0,
);

export const haramiCrossCandlestick: CandlestickSpec = {
  name: 'haramiCross',
  title: 'Harami cross',
  bars: 2,
  warmup: 11,
  signals: 'both',
  formula: 'long body of t − 1 strictly around a doji',
  source: TA_LIB,
  compute: haramiCross,
};
