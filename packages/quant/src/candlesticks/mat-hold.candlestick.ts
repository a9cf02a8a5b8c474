import { recogniseWith, TA_LIB, type CandlestickSpec, type PenetrationFunction } from './candlestick-spec.js';

/**
 * Mat hold: A long white candle, three small ones drifting down but holding most of it, and a new high. +100.
 * `penetration` is the share of the first body the reaction may take back; default 0.5.
 * Defined from bar 14.
 */
export const matHold: PenetrationFunction = recogniseWith(14, 0.5, (c, i, penetration) => {
  if (!c.longBody(i - 4) || !c.white(i - 4)) return 0;
  if (!c.shortBody(i - 3) || !c.shortBody(i - 2) || !c.shortBody(i - 1)) return 0;
  if (c.white(i - 3) || !c.white(i) || !c.gapUp(i - 3, i - 4)) return 0;
  const floor = c.close[i - 4]! - c.body(i - 4) * penetration;
  const holds = (j: number): boolean => c.bodyBottom(j) < c.close[i - 4]! && c.bodyBottom(j) > floor;
  const drifts = c.bodyTop(i - 2) < c.open[i - 3]! && c.bodyTop(i - 1) < c.bodyTop(i - 2);
  const breaks = c.open[i]! > c.close[i - 1]! && c.close[i]! > Math.max(c.high[i - 3]!, c.high[i - 2]!, c.high[i - 1]!);
  return holds(i - 2) && holds(i - 1) && drifts && breaks ? 100 : 0;
});

export const matHoldCandlestick: CandlestickSpec = {
  name: 'matHold',
  title: 'Mat hold',
  bars: 5,
  warmup: 14,
  signals: 'bullish',
  formula:
    'long white; short black gapping up; two short ones falling but staying in its upper part; white closing above their highs',
  source: TA_LIB,
  compute: matHold,
};
