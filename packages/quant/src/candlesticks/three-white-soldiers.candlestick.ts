import type { CandleMeasures } from './candle-measures.js';
import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Three white soldiers: Three advancing white candles. +100.
 * Defined from bar 12.
 */
export const threeWhiteSoldiers: CandlestickFunction = recognise(12, (c, i) =>
  soldier(c, i - 2) &&
  soldier(c, i - 1) &&
  soldier(c, i) &&
  advances(c, i - 1) &&
  advances(c, i) &&
  c.body(i) > c.meanBody(i)
    ? 100
    : 0,
);

function soldier(c: CandleMeasures, i: number): boolean {
  return c.white(i) && c.upperShadow(i) < c.tinyShadow(i);
}

/** Higher close, open above the previous open and at most near its close, body not far shorter. */
function advances(c: CandleMeasures, i: number): boolean {
  return (
    c.close[i]! > c.close[i - 1]! &&
    c.open[i]! > c.open[i - 1]! &&
    c.open[i]! <= c.close[i - 1]! + c.near(i - 1) &&
    c.body(i) > c.body(i - 1) - c.far(i - 1)
  );
}

export const threeWhiteSoldiersCandlestick: CandlestickSpec = {
  name: 'threeWhiteSoldiers',
  title: 'Three white soldiers',
  bars: 3,
  warmup: 12,
  signals: 'bullish',
  formula:
    'three rising white candles of similar body, each opening in or near the body before, hardly any upper shadow',
  source: TA_LIB,
  compute: threeWhiteSoldiers,
};
