import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Upside or downside gap three methods: A gap between two candles of one colour, closed by one of the other. The sign is the direction of the gap.
 * Defined from bar 2.
 */
export const gapThreeMethods: CandlestickFunction = recognise(2, (c, i) => {
  const sign = c.colour(i - 2);
  if (c.colour(i - 1) !== sign || c.colour(i) === sign) return 0;
  const gap = sign === 1 ? c.gapUp(i - 1, i - 2) : c.gapDown(i - 1, i - 2);
  const opens = c.open[i]! < c.bodyTop(i - 1) && c.open[i]! > c.bodyBottom(i - 1);
  const closes = c.close[i]! < c.bodyTop(i - 2) && c.close[i]! > c.bodyBottom(i - 2);
  return gap && opens && closes ? 100 * sign : 0;
});

export const gapThreeMethodsCandlestick: CandlestickSpec = {
  name: 'gapThreeMethods',
  title: 'Upside or downside gap three methods',
  bars: 3,
  warmup: 2,
  signals: 'both',
  formula:
    'two of one colour with a gap in their direction, then one of the other opening in the second body and closing in the first',
  source: TA_LIB,
  compute: gapThreeMethods,
};
