import { recogniseWith, TA_LIB, type CandlestickSpec, type PenetrationFunction } from './candlestick-spec.js';

/**
 * Evening doji star: An evening star whose middle candle is a doji. −100.
 * `penetration` is the share of the first body the last close must cover; default 0.3.
 * Defined from bar 12.
 */
export const eveningDojiStar: PenetrationFunction = recogniseWith(12, 0.3, (c, i, penetration) =>
  c.longBody(i - 2) &&
  c.white(i - 2) &&
  c.doji(i - 1) &&
  c.gapUp(i - 1, i - 2) &&
  c.longBody(i) &&
  !c.white(i) &&
  c.close[i]! < c.close[i - 2]! - c.body(i - 2) * penetration
    ? -100
    : 0,
);

export const eveningDojiStarCandlestick: CandlestickSpec = {
  name: 'eveningDojiStar',
  title: 'Evening doji star',
  bars: 3,
  warmup: 12,
  signals: 'bearish',
  formula: 'long white, doji gapping up, black closing deep in the first body',
  source: TA_LIB,
  compute: eveningDojiStar,
};
