import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';

/**
 * What candlestick patterns compare: bodies, shadows and their averages over earlier candles, in TA-Lib's default
 * settings. An average at candle i covers the candles before it (10, or 5 for `near` and `far`), never i itself.
 */
export class CandleMeasures {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly length: number;

  readonly #meanBody: Float64Array;
  readonly #meanRange: Float64Array;
  readonly #meanRange5: Float64Array;

  /** @throws RangeError on unequal lengths */
  constructor(open: Series, high: Series, low: Series, close: Series) {
    this.length = requireEqualLengths('candlesticks', open, high, low, close);
    this.open = toColumn(open);
    this.high = toColumn(high);
    this.low = toColumn(low);
    this.close = toColumn(close);
    const body = new Float64Array(this.length);
    const range = new Float64Array(this.length);
    for (let i = 0; i < this.length; i++) {
      body[i] = this.body(i);
      range[i] = this.high[i]! - this.low[i]!;
    }
    this.#meanBody = meanOfEarlier(body, 10);
    this.#meanRange = meanOfEarlier(range, 10);
    this.#meanRange5 = meanOfEarlier(range, 5);
  }

  /** 1 for a white candle (close ≥ open), −1 for a black one. */
  colour(i: number): 1 | -1 {
    return this.close[i]! >= this.open[i]! ? 1 : -1;
  }

  white(i: number): boolean {
    return this.close[i]! >= this.open[i]!;
  }

  body(i: number): number {
    return Math.abs(this.close[i]! - this.open[i]!);
  }

  bodyTop(i: number): number {
    return Math.max(this.open[i]!, this.close[i]!);
  }

  bodyBottom(i: number): number {
    return Math.min(this.open[i]!, this.close[i]!);
  }

  upperShadow(i: number): number {
    return this.high[i]! - this.bodyTop(i);
  }

  lowerShadow(i: number): number {
    return this.bodyBottom(i) - this.low[i]!;
  }

  /** Body longer than the average of the ten before. */
  longBody(i: number): boolean {
    return this.body(i) > this.#meanBody[i]!;
  }

  /** Mean body of the ten candles before. */
  meanBody(i: number): number {
    return this.#meanBody[i]!;
  }

  /** Body at most a tenth of the mean range of the ten candles before. */
  doji(i: number): boolean {
    return this.body(i) <= 0.1 * this.#meanRange[i]!;
  }

  /** A tenth of the mean range of the ten candles before: shadows below it are as good as none. */
  tinyShadow(i: number): number {
    return 0.1 * this.#meanRange[i]!;
  }

  /** A fifth of the mean range of the five candles before. */
  near(i: number): number {
    return 0.2 * this.#meanRange5[i]!;
  }

  /** Three fifths of the mean range of the five candles before. */
  far(i: number): number {
    return 0.6 * this.#meanRange5[i]!;
  }

  /** The body of i lies wholly above that of j. */
  gapUp(i: number, j: number): boolean {
    return this.bodyBottom(i) > this.bodyTop(j);
  }

  /** The body of i lies wholly below that of j. */
  gapDown(i: number, j: number): boolean {
    return this.bodyTop(i) < this.bodyBottom(j);
  }

  /** The body of i lies strictly inside that of j. */
  inside(i: number, j: number): boolean {
    return this.bodyTop(i) < this.bodyTop(j) && this.bodyBottom(i) > this.bodyBottom(j);
  }
}

/** Mean of the `n` values before each, by a running sum; NaN where there are fewer. */
function meanOfEarlier(x: Float64Array, n: number): Float64Array {
  const out = new Float64Array(x.length).fill(Number.NaN, 0, n);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    if (i >= n) {
      out[i] = total / n;
      total += x[i]! - x[i - n]!;
    } else total += x[i]!;
  }
  return out;
}
