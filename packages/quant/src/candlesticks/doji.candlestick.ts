import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Doji: Open and close nearly equal. +100 says that it is there, not a direction.
 * Defined from bar 10.
 */
export const doji: CandlestickFunction = recognise(10, (c, i) => (c.doji(i) ? 100 : 0));

export const dojiCandlestick: CandlestickSpec = {
  name: 'doji',
  title: 'Doji',
  bars: 1,
  warmup: 10,
  signals: 'neutral',
  formula: 'body ≤ a tenth of the mean range',
  source: TA_LIB,
  compute: doji,
};
