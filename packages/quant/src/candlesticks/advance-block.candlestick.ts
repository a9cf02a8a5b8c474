import type { CandleMeasures } from './candle-measures.js';
import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';

/**
 * Advance block: Three white candles that lose strength. −100.
 * Defined from bar 12.
 */
export const advanceBlock: CandlestickFunction = recognise(12, (c, i) => {
  const rising =
    c.white(i - 2) &&
    opensInOrNear(c, i - 1) &&
    opensInOrNear(c, i) &&
    c.longBody(i - 2) &&
    c.upperShadow(i - 2) < c.shortShadow(i - 2);
  return rising && weakens(c, i) ? -100 : 0;
});

/** White, a higher close, and an open above the previous one and at most near its close. */
function opensInOrNear(c: CandleMeasures, i: number): boolean {
  return (
    c.white(i) &&
    c.close[i]! > c.close[i - 1]! &&
    c.open[i]! > c.open[i - 1]! &&
    c.open[i]! <= c.close[i - 1]! + c.near(i - 1)
  );
}

function weakens(c: CandleMeasures, i: number): boolean {
  const [first, second, third] = [c.body(i - 2), c.body(i - 1), c.body(i)];
  if (second < first - c.far(i - 2) && third < second + c.near(i - 1)) return true;
  if (third < second - c.far(i - 1)) return true;
  if (third >= second) return false;
  const shadowed = c.upperShadow(i) > c.shortShadow(i) || c.upperShadow(i - 1) > c.shortShadow(i - 1);
  return (second < first && shadowed) || c.upperShadow(i) > third;
}

export const advanceBlockCandlestick: CandlestickSpec = {
  name: 'advanceBlock',
  title: 'Advance block',
  bars: 3,
  warmup: 12,
  signals: 'bearish',
  formula:
    'three rising white candles, each opening in or near the body before, the first long; the later bodies shrink or grow long upper shadows',
  source: TA_LIB,
  compute: advanceBlock,
};
