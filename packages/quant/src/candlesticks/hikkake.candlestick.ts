import { CandleMeasures } from './candle-measures.js';
import { TA_LIB, type CandlestickFunction, type CandlestickSpec } from './candlestick-spec.js';
import { columnFrom } from '../series.js';

const WARMUP = 5;

/**
 * Hikkake: an inside bar, then a false break of it: +100 when the bar breaks below it, −100 above. ±200 on one of the
 * next three bars when its close confirms by leaving the inside bar on the other side.
 * Defined from bar 5.
 */
export const hikkake: CandlestickFunction = (open, high, low, close) => {
  const candles = new CandleMeasures(open, high, low, close);
  const out = columnFrom(candles.length, WARMUP);
  let found = -Infinity;
  let sign = 0;
  for (let i = WARMUP - 3; i < candles.length; i++) {
    const broken = falseBreak(candles, i);
    let signal = 0;
    if (broken !== 0) {
      found = i;
      sign = broken;
      signal = 100 * sign;
    } else if (i <= found + 3 && confirms(candles, i, found - 1, sign)) {
      found = -Infinity;
      signal = 200 * sign;
    }
    if (i >= WARMUP) out[i] = signal;
  }
  return out;
};

/** 1 when bar i moves wholly down from an inside bar, −1 wholly up, else 0. */
function falseBreak({ high, low }: CandleMeasures, i: number): number {
  const inside = high[i - 1]! < high[i - 2]! && low[i - 1]! > low[i - 2]!;
  if (!inside) return 0;
  if (high[i]! < high[i - 1]! && low[i]! < low[i - 1]!) return 1;
  return high[i]! > high[i - 1]! && low[i]! > low[i - 1]! ? -1 : 0;
}

function confirms({ high, low, close }: CandleMeasures, i: number, insideBar: number, sign: number): boolean {
  return sign > 0 ? close[i]! > high[insideBar]! : close[i]! < low[insideBar]!;
}

export const hikkakeCandlestick: CandlestickSpec = {
  name: 'hikkake',
  title: 'Hikkake',
  bars: 3,
  warmup: WARMUP,
  signals: 'both',
  formula: 'inside bar, false break; ±200 when a close within three bars leaves it on the other side',
  source: `${TA_LIB}; D. Chesler (2003)`,
  compute: hikkake,
};
