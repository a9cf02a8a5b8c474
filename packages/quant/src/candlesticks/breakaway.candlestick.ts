import type { CandleMeasures } from './candle-measures.js';
import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Breakaway: A run of four candles after a gap, and a fifth that closes in that gap. The sign is the colour of the fifth.
 * Defined from bar 14.
 */
export const breakaway: CandlestickFunction = recognise(14, (c, i) => {
  const sign = c.colour(i);
  const oneWay = c.colour(i - 4) !== sign && c.colour(i - 3) !== sign && c.colour(i - 1) !== sign;
  if (!oneWay || !c.longBody(i - 4)) return 0;
  const gap = sign === 1 ? c.gapDown(i - 3, i - 4) : c.gapUp(i - 3, i - 4);
  const inGap = sign * (c.close[i]! - c.open[i - 3]!) > 0 && sign * (c.close[i]! - c.close[i - 4]!) < 0;
  return gap && advances(c, i - 2, -sign) && advances(c, i - 1, -sign) && inGap ? 100 * sign : 0;
});

/** High and low of bar i both lie further in the direction of `sign` than those of the bar before. */
function advances(c: CandleMeasures, i: number, sign: number): boolean {
  return sign * (c.high[i]! - c.high[i - 1]!) > 0 && sign * (c.low[i]! - c.low[i - 1]!) > 0;
}

export const breakawayCandlestick: CandlestickSpec = {
  name: 'breakaway',
  title: 'Breakaway',
  bars: 5,
  warmup: 14,
  signals: 'both',
  formula:
    'long body; gap in its direction; two further candles with advancing highs and lows; one of the other colour closing inside the gap',
  source: TA_LIB,
  compute: breakaway,
};
