import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Long-legged doji: A doji with a shadow longer than its body. +100 says that it is there, not a direction.
 * Defined from bar 10.
 */
export const longLeggedDoji: CandlestickFunction = recognise(10, (c, i) =>
  c.doji(i) && (c.lowerShadow(i) > c.body(i) || c.upperShadow(i) > c.body(i)) ? 100 : 0,
);

export const longLeggedDojiCandlestick: CandlestickSpec = {
  name: 'longLeggedDoji',
  title: 'Long-legged doji',
  bars: 1,
  warmup: 10,
  signals: 'neutral',
  formula: 'doji, a shadow longer than the body',
  source: TA_LIB,
  compute: longLeggedDoji,
};
