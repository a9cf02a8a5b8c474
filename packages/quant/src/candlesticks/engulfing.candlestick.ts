import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Engulfing: A candle whose body engulfs the previous one of the other colour. The sign is its colour.
 * Defined from bar 2.
 */
export const engulfing: CandlestickFunction = recognise(2, (c, i) =>
  c.colour(i) !== c.colour(i - 1) && c.inside(i - 1, i) ? 100 * c.colour(i) : 0,
);

export const engulfingCandlestick: CandlestickSpec = {
  name: 'engulfing',
  title: 'Engulfing',
  bars: 2,
  warmup: 2,
  signals: 'both',
  formula: 'body of t strictly around the body of t − 1 of the other colour',
  source: TA_LIB,
  compute: engulfing,
};
