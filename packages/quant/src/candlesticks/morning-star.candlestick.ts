import { recogniseWith, TA_LIB, type CandlestickSpec, type PenetrationFunction } from './candlestick-spec.js';

/**
 * Morning star: Three candles turning upward. +100.
 * `penetration` is the share of the first body the last close must cover; default 0.3.
 * Defined from bar 12.
 */
export const morningStar: PenetrationFunction = recogniseWith(12, 0.3, (c, i, penetration) =>
  c.longBody(i - 2) &&
  !c.white(i - 2) &&
  !c.longBody(i - 1) &&
  c.gapDown(i - 1, i - 2) &&
  c.longBody(i) &&
  c.white(i) &&
  c.close[i]! > c.close[i - 2]! + c.body(i - 2) * penetration
    ? 100
    : 0,
);

export const morningStarCandlestick: CandlestickSpec = {
  name: 'morningStar',
  title: 'Morning star',
  bars: 3,
  warmup: 12,
  signals: 'bullish',
  formula: 'long black, small body gapping down, white closing deep in the first body',
  source: TA_LIB,
  compute: morningStar,
};
