import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Tasuki gap: A gap, and a candle of the other colour that does not close it. The sign is the direction of the gap.
 * Defined from bar 7.
 */
export const tasukiGap: CandlestickFunction = recognise(7, (c, i) => {
  const sign = c.colour(i - 1);
  const gap = sign === 1 ? c.gapUp(i - 1, i - 2) : c.gapDown(i - 1, i - 2);
  if (!gap || c.colour(i) === sign || !(Math.abs(c.body(i - 1) - c.body(i)) < c.near(i - 1))) return 0;
  const far = sign === 1 ? c.bodyTop(i - 2) : c.bodyBottom(i - 2);
  return sign * (c.open[i]! - c.close[i - 1]!) < 0 &&
    sign * (c.open[i]! - c.open[i - 1]!) > 0 &&
    sign * (c.close[i]! - c.open[i - 1]!) < 0 &&
    sign * (c.close[i]! - far) > 0
    ? 100 * sign
    : 0;
});

export const tasukiGapCandlestick: CandlestickSpec = {
  name: 'tasukiGap',
  title: 'Tasuki gap',
  bars: 3,
  warmup: 7,
  signals: 'both',
  formula:
    'a body gapping in its own direction, then a similar one of the other colour opening inside it and closing in the gap',
  source: TA_LIB,
  compute: tasukiGap,
};
