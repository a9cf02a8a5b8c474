import { recogniseWith, TA_LIB, type CandlestickSpec, type PenetrationFunction } from './candlestick-spec.js';

/**
 * Dark cloud cover: A black candle that opens above and closes deep inside a long white one. −100.
 * `penetration` is the share of the first body the last close must cover; default 0.5.
 * Defined from bar 11.
 */
export const darkCloudCover: PenetrationFunction = recogniseWith(11, 0.5, (c, i, penetration) =>
  c.white(i - 1) &&
  c.longBody(i - 1) &&
  !c.white(i) &&
  c.open[i]! > c.high[i - 1]! &&
  c.close[i]! > c.open[i - 1]! &&
  c.close[i]! < c.close[i - 1]! - c.body(i - 1) * penetration
    ? -100
    : 0,
);

export const darkCloudCoverCandlestick: CandlestickSpec = {
  name: 'darkCloudCover',
  title: 'Dark cloud cover',
  bars: 2,
  warmup: 11,
  signals: 'bearish',
  formula: 'long white, then black opening above its high and closing deep in its body',
  source: TA_LIB,
  compute: darkCloudCover,
};
