import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Three outside up or down: An engulfing confirmed by the next candle. The sign is the colour of the engulfing candle.
 * Defined from bar 3.
 */
export const threeOutside: CandlestickFunction = recognise(3, (c, i) => {
  const direction = c.colour(i - 1);
  const engulfed = c.colour(i - 2) !== direction && c.inside(i - 2, i - 1);
  return engulfed && direction * (c.close[i]! - c.close[i - 1]!) > 0 ? 100 * direction : 0;
});

export const threeOutsideCandlestick: CandlestickSpec = {
  name: 'threeOutside',
  title: 'Three outside up or down',
  bars: 3,
  warmup: 3,
  signals: 'both',
  formula: 'an engulfing whose third candle closes further in its direction',
  source: TA_LIB,
  compute: threeOutside,
};
