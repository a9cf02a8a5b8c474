import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Rickshaw man: A long-legged doji in the middle of its range. +100 says that it is there, not a direction.
 * Defined from bar 10.
 */
export const rickshawMan: CandlestickFunction = recognise(10, (c, i) => {
  const middle = c.low[i]! + c.range(i) / 2;
  const legs = c.lowerShadow(i) > c.body(i) && c.upperShadow(i) > c.body(i);
  const centred = c.bodyBottom(i) <= middle + c.near(i) && c.bodyTop(i) >= middle - c.near(i);
  return c.doji(i) && legs && centred ? 100 : 0;
});

export const rickshawManCandlestick: CandlestickSpec = {
  name: 'rickshawMan',
  title: 'Rickshaw man',
  bars: 1,
  warmup: 10,
  signals: 'neutral',
  formula: 'doji near the middle of its range, both shadows longer than the body',
  source: TA_LIB,
  compute: rickshawMan,
};
