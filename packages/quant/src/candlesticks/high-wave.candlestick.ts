import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * High wave: A short body between very long shadows. The sign is the colour of the candle.
 * Defined from bar 10.
 */
export const highWave: CandlestickFunction = recognise(10, (c, i) =>
  c.upperShadow(i) > 2 * c.body(i) && c.lowerShadow(i) > 2 * c.body(i) && c.shortBody(i) ? 100 * c.colour(i) : 0,
);

export const highWaveCandlestick: CandlestickSpec = {
  name: 'highWave',
  title: 'High wave',
  bars: 1,
  warmup: 10,
  signals: 'neutral',
  formula: 'body below the mean of ten, both shadows longer than twice the body',
  source: TA_LIB,
  compute: highWave,
};
