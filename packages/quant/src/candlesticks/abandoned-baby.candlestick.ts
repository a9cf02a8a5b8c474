import { recogniseWith, TA_LIB, type CandlestickSpec, type PenetrationFunction } from './candlestick-spec.js';

/**
 * Abandoned baby: A doji cut off by gaps in front and behind, shadows included. The sign is the colour of the last candle.
 * `penetration` is the share of the first body the last close must cover; default 0.3.
 * Defined from bar 12.
 */
export const abandonedBaby: PenetrationFunction = recogniseWith(12, 0.3, (c, i, penetration) => {
  const sign = c.colour(i);
  if (c.colour(i - 2) === sign || !c.longBody(i - 2) || !c.doji(i - 1) || !c.longBody(i)) return 0;
  const cutOff =
    sign === 1
      ? c.rangeGapDown(i - 1, i - 2) && c.rangeGapUp(i, i - 1)
      : c.rangeGapUp(i - 1, i - 2) && c.rangeGapDown(i, i - 1);
  return cutOff && sign * (c.close[i]! - c.close[i - 2]!) > c.body(i - 2) * penetration ? 100 * sign : 0;
});

export const abandonedBabyCandlestick: CandlestickSpec = {
  name: 'abandonedBaby',
  title: 'Abandoned baby',
  bars: 3,
  warmup: 12,
  signals: 'both',
  formula:
    'long body, doji gapping away with its whole range, body of the other colour gapping back and closing deep in the first',
  source: TA_LIB,
  compute: abandonedBaby,
};
