import type { CandleMeasures } from './candle-measures.js';
import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';
import { confirmedBreak } from './false-break.js';

/**
 * Hikkake: an inside bar, then a false break of it: +100 when the bar breaks below it, −100 above. ±200 on one of the
 * next three bars when its close confirms by leaving the inside bar on the other side.
 * Defined from bar 5.
 */
export const hikkake: CandlestickFunction = recognise(5, (c, i) => confirmedBreak(c, i, falseBreak));

/** 1 when bar i moves wholly down from an inside bar, −1 wholly up, else 0. */
function falseBreak({ high, low }: CandleMeasures, i: number): number {
  const inside = high[i - 1]! < high[i - 2]! && low[i - 1]! > low[i - 2]!;
  if (!inside) return 0;
  if (high[i]! < high[i - 1]! && low[i]! < low[i - 1]!) return 1;
  return high[i]! > high[i - 1]! && low[i]! > low[i - 1]! ? -1 : 0;
}

export const hikkakeCandlestick: CandlestickSpec = {
  name: 'hikkake',
  title: 'Hikkake',
  bars: 3,
  warmup: 5,
  signals: 'both',
  formula: 'inside bar, false break; ±200 when a close within three bars leaves it on the other side',
  source: `${TA_LIB}; D. Chesler (2003)`,
  compute: hikkake,
};
