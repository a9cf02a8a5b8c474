import { requireNumber } from '../parameters.js';
import { columnFrom, type Series } from '../series.js';
import { wholeRuns } from '../whole-runs.js';
import { CandleMeasures } from './candle-measures.js';
import { CandlestickWindow, type CandlestickStream } from './candlestick-window.js';

/**
 * A pattern recogniser: 0 for no pattern, +100 bullish or −100 bearish, of the input length; NaN before the first bar at
 * which the pattern can be judged, counted from the first bar whose four prices are defined. A bar with an undefined price
 * is NaN, and the count starts anew after it. Throws RangeError on unequal lengths.
 */
export interface CandlestickFunction {
  (open: Series, high: Series, low: Series, close: Series): Float64Array;
  /** The same judgement one candle at a time. */
  readonly stream: () => CandlestickStream;
}

/** A {@link CandlestickFunction} that also takes how deep the last close must reach into an earlier body, as a fraction. */
export interface PenetrationFunction {
  (open: Series, high: Series, low: Series, close: Series, penetration?: number): Float64Array;
  readonly stream: (penetration?: number) => CandlestickStream;
}

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

/** Judges every bar from `warmup` on with `test`, which returns the signal at bar i and looks back at most 31 bars. */
export function recognise(warmup: number, test: (candles: CandleMeasures, i: number) => number): CandlestickFunction {
  const compute = (open: Series, high: Series, low: Series, close: Series): Float64Array => {
    const candles = new CandleMeasures(open, high, low, close);
    const { open: o, high: h, low: l, close: c, length } = candles;
    const out = columnFrom(length, warmup);
    // Undefined prices are met on the way; only then are the columns cut where they are.
    let seen = 0;
    for (let i = 0; i < warmup && i < length; i++) seen += o[i]! + h[i]! + l[i]! + c[i]!;
    for (let i = warmup; i < length; i++) {
      seen += o[i]! + h[i]! + l[i]! + c[i]!;
      out[i] = test(candles, i);
    }
    if (!Number.isNaN(seen)) return out;
    out.fill(Number.NaN);
    for (const { from, to } of wholeRuns([o, h, l, c])) {
      const part = candles.between(from, to);
      for (let i = warmup; i < part.length; i++) out[from + i] = test(part, i);
    }
    return out;
  };
  return Object.assign(compute, { stream: () => new CandlestickWindow(warmup, test) });
}

/** {@link recognise} for a test that also takes a penetration ≥ 0. */
export function recogniseWith(
  warmup: number,
  byDefault: number,
  test: (candles: CandleMeasures, i: number, penetration: number) => number,
): PenetrationFunction {
  const judged = (penetration: number): CandlestickFunction => {
    requireNumber('candlesticks', 'penetration', penetration, 0);
    return recognise(warmup, (candles, i) => test(candles, i, penetration));
  };
  const compute = (open: Series, high: Series, low: Series, close: Series, penetration = byDefault): Float64Array =>
    judged(penetration)(open, high, low, close);
  return Object.assign(compute, { stream: (penetration = byDefault) => judged(penetration).stream() });
}
