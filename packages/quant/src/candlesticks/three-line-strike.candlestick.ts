import type { CandleMeasures } from './candle-measures.js';
import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Three-line strike: Three candles marching one way, then one that takes them all back. The sign is that of the three.
 * Defined from bar 8.
 */
export const threeLineStrike: CandlestickFunction = recognise(8, (c, i) => {
  const sign = c.colour(i - 1);
  if (c.colour(i - 3) !== sign || c.colour(i - 2) !== sign || c.colour(i) === sign) return 0;
  const marched =
    opensInOrNear(c, i - 2) &&
    opensInOrNear(c, i - 1) &&
    sign * (c.close[i - 1]! - c.close[i - 2]!) > 0 &&
    sign * (c.close[i - 2]! - c.close[i - 3]!) > 0;
  const struck = sign * (c.open[i]! - c.close[i - 1]!) > 0 && sign * (c.close[i]! - c.open[i - 3]!) < 0;
  return marched && struck ? 100 * sign : 0;
});

function opensInOrNear(c: CandleMeasures, i: number): boolean {
  const margin = c.near(i - 1);
  return c.open[i]! >= c.bodyBottom(i - 1) - margin && c.open[i]! <= c.bodyTop(i - 1) + margin;
}

export const threeLineStrikeCandlestick: CandlestickSpec = {
  name: 'threeLineStrike',
  title: 'Three-line strike',
  bars: 4,
  warmup: 8,
  signals: 'both',
  formula:
    'three of one colour with advancing closes, each opening in or near the body before; the fourth opens beyond and closes past the first open',
  source: TA_LIB,
  compute: threeLineStrike,
};
