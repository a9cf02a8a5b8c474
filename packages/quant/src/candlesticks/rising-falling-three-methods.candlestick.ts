import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Rising or falling three methods: A long candle, three small ones against it inside its range, and a long one that resumes. The sign is the colour of the first.
 * Defined from bar 14.
 */
export const risingFallingThreeMethods: CandlestickFunction = recognise(14, (c, i) => {
  const sign = c.colour(i - 4);
  const against = c.colour(i - 3) !== sign && c.colour(i - 2) !== sign && c.colour(i - 1) !== sign;
  if (!against || c.colour(i) !== sign || !c.longBody(i - 4) || !c.longBody(i)) return 0;
  for (let j = i - 3; j < i; j++) {
    const within = c.bodyBottom(j) < c.high[i - 4]! && c.bodyTop(j) > c.low[i - 4]!;
    if (!within || !c.shortBody(j)) return 0;
  }
  const retreats = sign * (c.close[i - 2]! - c.close[i - 3]!) < 0 && sign * (c.close[i - 1]! - c.close[i - 2]!) < 0;
  const resumes = sign * (c.open[i]! - c.close[i - 1]!) > 0 && sign * (c.close[i]! - c.close[i - 4]!) > 0;
  return retreats && resumes ? 100 * sign : 0;
});

export const risingFallingThreeMethodsCandlestick: CandlestickSpec = {
  name: 'risingFallingThreeMethods',
  title: 'Rising or falling three methods',
  bars: 5,
  warmup: 14,
  signals: 'both',
  formula:
    'long body; three short ones of the other colour retreating inside its range; a long one of its colour closing beyond it',
  source: TA_LIB,
  compute: risingFallingThreeMethods,
};
