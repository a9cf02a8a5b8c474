import { requireNumber } from '../parameters.js';
import { columnFrom, type Series } from '../series.js';
import { CandleMeasures } from './candle-measures.js';

/**
 * A pattern recogniser: 0 for no pattern, +100 bullish or −100 bearish, of the input length; NaN before the first bar at
 * which the pattern can be judged. Throws RangeError on unequal lengths.
 */
export type CandlestickFunction = (open: Series, high: Series, low: Series, close: Series) => Float64Array;

/** A {@link CandlestickFunction} that also takes how deep the last close must reach into an earlier body, as a fraction. */
export type PenetrationFunction = (
  open: Series,
  high: Series,
  low: Series,
  close: Series,
  penetration?: number,
) => Float64Array;

/** The catalogue entry of a candlestick pattern. */
export interface CandlestickSpec {
  /** Name of the exported function. */
  readonly name: string;
  readonly title: string;
  /** Candles the pattern consists of. */
  readonly bars: number;
  /** Index of the first bar at which it can be judged. */
  readonly warmup: number;
  readonly signals: 'bullish' | 'bearish' | 'both' | 'neutral';
  /** What is required of the candles, t the last one. */
  readonly formula: string;
  readonly source: string;
  readonly compute: CandlestickFunction;
}

/** Where the definitions come from. */
export const TA_LIB = 'TA-Lib 0.4.0, default candle settings';

/** Judges every bar from `warmup` on with `test`, which returns the signal at bar i. */
export function recognise(warmup: number, test: (candles: CandleMeasures, i: number) => number): CandlestickFunction {
  return (open, high, low, close) => {
    const candles = new CandleMeasures(open, high, low, close);
    const out = columnFrom(candles.length, warmup);
    for (let i = warmup; i < candles.length; i++) out[i] = test(candles, i);
    return out;
  };
}

/** {@link recognise} for a test that also takes a penetration ≥ 0. */
export function recogniseWith(
  warmup: number,
  byDefault: number,
  test: (candles: CandleMeasures, i: number, penetration: number) => number,
): PenetrationFunction {
  return (open, high, low, close, penetration = byDefault) => {
    requireNumber('candlesticks', 'penetration', penetration, 0);
    return recognise(warmup, (candles, i) => test(candles, i, penetration))(open, high, low, close);
  };
}
