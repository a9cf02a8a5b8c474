import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Belt hold: A long candle without shadow on the side of its open. The sign is its colour.
 * Defined from bar 10.
 */
export const beltHold: CandlestickFunction = recognise(10, (c, i) => {
  const openShadow = c.white(i) ? c.lowerShadow(i) : c.upperShadow(i);
  return c.longBody(i) && openShadow < c.tinyShadow(i) ? 100 * c.colour(i) : 0;
});

export const beltHoldCandlestick: CandlestickSpec = {
  name: 'beltHold',
  title: 'Belt hold',
  bars: 1,
  warmup: 10,
  signals: 'both',
  formula: 'long body that opens at its extreme',
  source: TA_LIB,
  compute: beltHold,
};
