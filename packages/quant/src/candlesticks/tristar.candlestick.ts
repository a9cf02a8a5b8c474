import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Tristar: Three doji, the middle one gapping. −100 when it gaps up, +100 when it gaps down.
 * Defined from bar 12.
 */
export const tristar: CandlestickFunction = recognise(12, (c, i) => {
  const limit = c.dojiLimit(i - 2);
  if (!(c.body(i - 2) <= limit && c.body(i - 1) <= limit && c.body(i) <= limit)) return 0;
  if (c.gapUp(i - 1, i - 2) && c.bodyTop(i) < c.bodyTop(i - 1)) return -100;
  return c.gapDown(i - 1, i - 2) && c.bodyBottom(i) > c.bodyBottom(i - 1) ? 100 : 0;
});

export const tristarCandlestick: CandlestickSpec = {
  name: 'tristar',
  title: 'Tristar',
  bars: 3,
  warmup: 12,
  signals: 'both',
  formula: 'three doji by the measure of the first; the middle one gaps and the third falls back',
  source: TA_LIB,
  compute: tristar,
};
