import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';

/**
 * What candlestick patterns compare: bodies, shadows and their averages over earlier candles, in TA-Lib's default
 * settings. An average at candle i covers the candles before it (10, or 5 for `near`, `far` and `equal`), never i itself;
 * it is summed afresh, so it depends on those candles only and is exactly 0 when they are.
 */
export class CandleMeasures {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly length: number;

  /** @throws RangeError on unequal lengths */
  constructor(open: Series, high: Series, low: Series, close: Series) {
    this.length = requireEqualLengths('candlesticks', open, high, low, close);
    this.open = toColumn(open);
    this.high = toColumn(high);
    this.low = toColumn(low);
    this.close = toColumn(close);
  }

  /** The candles `from` … `to` − 1, on the same memory. */
  between(from: number, to: number): CandleMeasures {
    const { open, high, low, close } = this;
    return new CandleMeasures(
      open.subarray(from, to),
      high.subarray(from, to),
      low.subarray(from, to),
      close.subarray(from, to),
    );
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

  /** High less low. */
  range(i: number): number {
    return this.high[i]! - this.low[i]!;
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
    return this.body(i) > this.meanBody(i);
  }

  /** Body shorter than the average of the ten before. */
  shortBody(i: number): boolean {
    return this.body(i) < this.meanBody(i);
  }

  /** Mean body of the ten candles before. */
  meanBody(i: number): number {
    let total = 0;
    for (let j = i - 10; j < i; j++) total += Math.abs(this.close[j]! - this.open[j]!);
    return total / 10;
  }

  /** Body at most {@link dojiLimit}. */
  doji(i: number): boolean {
    return this.body(i) <= this.dojiLimit(i);
  }

  /** A tenth of the mean range of the ten candles before. */
  dojiLimit(i: number): number {
    return 0.1 * this.#meanRange(i, 10);
  }

  /** A tenth of the mean range of the ten candles before: shadows below it are as good as none. */
  tinyShadow(i: number): number {
    return 0.1 * this.#meanRange(i, 10);
  }

  /** Both shadows are below {@link tinyShadow}. */
  bare(i: number): boolean {
    const limit = this.tinyShadow(i);
    return this.upperShadow(i) < limit && this.lowerShadow(i) < limit;
  }

  /** Mean shadow of the ten candles before, upper and lower alike: shadows below it are short. */
  shortShadow(i: number): number {
    let total = 0;
    for (let j = i - 10; j < i; j++) total += this.upperShadow(j) + this.lowerShadow(j);
    return total / 10 / 2;
  }

  /** A fifth of the mean range of the five candles before. */
  near(i: number): number {
    return 0.2 * this.#meanRange(i, 5);
  }

  /** Three fifths of the mean range of the five candles before. */
  far(i: number): number {
    return 0.6 * this.#meanRange(i, 5);
  }

  /** A twentieth of the mean range of the five candles before: prices closer than that count as equal. */
  equal(i: number): number {
    return 0.05 * this.#meanRange(i, 5);
  }

  /** The body of i lies wholly above that of j. */
  gapUp(i: number, j: number): boolean {
    return this.bodyBottom(i) > this.bodyTop(j);
  }

  /** The body of i lies wholly below that of j. */
  gapDown(i: number, j: number): boolean {
    return this.bodyTop(i) < this.bodyBottom(j);
  }

  /** The range of i, shadows included, lies wholly above that of j. */
  rangeGapUp(i: number, j: number): boolean {
    return this.low[i]! > this.high[j]!;
  }

  /** The range of i, shadows included, lies wholly below that of j. */
  rangeGapDown(i: number, j: number): boolean {
    return this.high[i]! < this.low[j]!;
  }

  /** The body of i lies strictly inside that of j. */
  inside(i: number, j: number): boolean {
    return this.bodyTop(i) < this.bodyTop(j) && this.bodyBottom(i) > this.bodyBottom(j);
  }

  /** Mean range of the `n` candles before. */
  #meanRange(i: number, n: number): number {
    let total = 0;
    for (let j = i - n; j < i; j++) total += this.high[j]! - this.low[j]!;
    return total / n;
  }
}
