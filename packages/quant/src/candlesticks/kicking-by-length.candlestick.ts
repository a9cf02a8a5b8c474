import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Kicking by length: Two marubozu of opposite colour with a gap between them. The sign is the colour of the longer one.
 * Defined from bar 11.
 */
export const kickingByLength: CandlestickFunction = recognise(11, (c, i) => {
  const sign = c.colour(i);
  if (c.colour(i - 1) === sign || !c.longBody(i - 1) || !c.bare(i - 1) || !c.longBody(i) || !c.bare(i)) return 0;
  const gap = sign === 1 ? c.rangeGapUp(i, i - 1) : c.rangeGapDown(i, i - 1);
  return gap ? 100 * c.colour(c.body(i) > c.body(i - 1) ? i : i - 1) : 0;
});

export const kickingByLengthCandlestick: CandlestickSpec = {
  name: 'kickingByLength',
  title: 'Kicking by length',
  bars: 2,
  warmup: 11,
  signals: 'both',
  formula: 'kicking, judged by the longer marubozu',
  source: TA_LIB,
  compute: kickingByLength,
};
