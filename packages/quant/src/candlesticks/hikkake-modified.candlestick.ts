import type { CandleMeasures } from './candle-measures.js';
import { recognise, TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';
import { confirmedBreak } from './false-break.js';

/**
 * Modified hikkake: two inside bars in a row, the first closing near the side of the false break that follows. +100 when
 * that breaks below, −100 above; ±200 when a close within three bars confirms.
 * Defined from bar 10.
 */
export const hikkakeModified: CandlestickFunction = recognise(10, (c, i) => confirmedBreak(c, i, falseBreak));

/** 1 when bar i moves wholly down from the second inside bar, −1 wholly up, else 0. */
function falseBreak(candles: CandleMeasures, i: number): number {
  const { high, low, close } = candles;
  const inside = (j: number): boolean => high[j]! < high[j - 1]! && low[j]! > low[j - 1]!;
  if (!inside(i - 2) || !inside(i - 1)) return 0;
  const margin = candles.near(i - 2);
  if (high[i]! < high[i - 1]! && low[i]! < low[i - 1]!) return close[i - 2]! <= low[i - 2]! + margin ? 1 : 0;
  if (high[i]! > high[i - 1]! && low[i]! > low[i - 1]!) return close[i - 2]! >= high[i - 2]! - margin ? -1 : 0;
  return 0;
}

export const hikkakeModifiedCandlestick: CandlestickSpec = {
  name: 'hikkakeModified',
  title: 'Modified hikkake',
  bars: 4,
  warmup: 10,
  signals: 'both',
  formula: 'two nested inside bars, the first closing near one side, a false break there; ±200 when confirmed',
  source: `${TA_LIB}; D. Chesler (2003)`,
  compute: hikkakeModified,
};
