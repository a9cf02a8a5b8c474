import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Counterattack: Two long candles of opposite colour with equal closes. The sign is the colour of the second.
 * Defined from bar 11.
 */
export const counterattack: CandlestickFunction = recognise(11, (c, i) =>
  c.colour(i) !== c.colour(i - 1) &&
  c.longBody(i - 1) &&
  c.longBody(i) &&
  Math.abs(c.close[i]! - c.close[i - 1]!) <= c.equal(i - 1)
    ? 100 * c.colour(i)
    : 0,
);

export const counterattackCandlestick: CandlestickSpec = {
  name: 'counterattack',
  title: 'Counterattack',
  bars: 2,
  warmup: 11,
  signals: 'both',
  formula: 'long body, then a long one of the other colour closing where the first did',
  source: TA_LIB,
  compute: counterattack,
};
