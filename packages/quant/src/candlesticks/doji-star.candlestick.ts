import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Doji star: A doji that gaps away from a long body. The sign is against the long candle.
 * Defined from bar 11.
 */
export const dojiStar: CandlestickFunction = recognise(11, (c, i) => {
  const gap = c.white(i - 1) ? c.gapUp(i, i - 1) : c.gapDown(i, i - 1);
  return gap && c.longBody(i - 1) && c.doji(i) ? -100 * c.colour(i - 1) : 0;
});

export const dojiStarCandlestick: CandlestickSpec = {
  name: 'dojiStar',
  title: 'Doji star',
  bars: 2,
  warmup: 11,
  signals: 'both',
  formula: 'long body of t − 1, a doji gapping in its direction',
  source: TA_LIB,
  compute: dojiStar,
};
