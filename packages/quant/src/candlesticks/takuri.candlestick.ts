import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Takuri: A dragonfly doji with a very long lower shadow. +100.
 * Defined from bar 10.
 */
export const takuri: CandlestickFunction = recognise(10, (c, i) =>
  c.doji(i) && c.upperShadow(i) < c.tinyShadow(i) && c.lowerShadow(i) > 2 * c.body(i) ? 100 : 0,
);

export const takuriCandlestick: CandlestickSpec = {
  name: 'takuri',
  title: 'Takuri',
  bars: 1,
  warmup: 10,
  signals: 'bullish',
  formula: 'doji, hardly any upper shadow, lower shadow longer than twice the body',
  source: TA_LIB,
  compute: takuri,
};
