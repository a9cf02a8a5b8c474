import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Kicking: Two marubozu of opposite colour with a gap between them. The sign is the colour of the second.
 * Defined from bar 11.
 */
export const kicking: CandlestickFunction = recognise(11, (c, i) => {
  const sign = c.colour(i);
  if (c.colour(i - 1) === sign || !c.longBody(i - 1) || !c.bare(i - 1) || !c.longBody(i) || !c.bare(i)) return 0;
  const gap = sign === 1 ? c.rangeGapUp(i, i - 1) : c.rangeGapDown(i, i - 1);
  return gap ? 100 * sign : 0;
});

export const kickingCandlestick: CandlestickSpec = {
  name: 'kicking',
  title: 'Kicking',
  bars: 2,
  warmup: 11,
  signals: 'both',
  formula: 'marubozu, then one of the other colour gapping away from it',
  source: TA_LIB,
  compute: kicking,
};
