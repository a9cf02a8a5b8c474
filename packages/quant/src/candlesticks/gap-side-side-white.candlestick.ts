import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Side-by-side white lines: Two white candles side by side beyond a gap. The sign is the direction of the gap.
 * Defined from bar 7.
 */
export const gapSideSideWhite: CandlestickFunction = recognise(7, (c, i) => {
  const up = c.gapUp(i - 1, i - 2) && c.gapUp(i, i - 2);
  const down = c.gapDown(i - 1, i - 2) && c.gapDown(i, i - 2);
  const alike =
    c.white(i - 1) &&
    c.white(i) &&
    Math.abs(c.body(i) - c.body(i - 1)) <= c.near(i - 1) &&
    Math.abs(c.open[i]! - c.open[i - 1]!) <= c.equal(i - 1);
  if (!alike) return 0;
  return up ? 100 : down ? -100 : 0;
});

export const gapSideSideWhiteCandlestick: CandlestickSpec = {
  name: 'gapSideSideWhite',
  title: 'Side-by-side white lines',
  bars: 3,
  warmup: 7,
  signals: 'both',
  formula: 'two white bodies of similar size and equal open, both gapping away from the candle before',
  source: TA_LIB,
  compute: gapSideSideWhite,
};
