import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Three inside up or down: A harami confirmed by the next candle. The sign is against the first candle.
 * Defined from bar 12.
 */
export const threeInside: CandlestickFunction = recognise(12, (c, i) => {
  const first = c.colour(i - 2);
  const beyond = first === 1 ? c.close[i]! < c.open[i - 2]! : c.close[i]! > c.open[i - 2]!;
  const harami = c.longBody(i - 2) && !c.longBody(i - 1) && c.inside(i - 1, i - 2);
  return harami && beyond && c.colour(i) !== first ? -100 * first : 0;
});

export const threeInsideCandlestick: CandlestickSpec = {
  name: 'threeInside',
  title: 'Three inside up or down',
  bars: 3,
  warmup: 12,
  signals: 'both',
  formula: 'a harami whose third candle closes beyond the open of the first',
  source: TA_LIB,
  compute: threeInside,
};
