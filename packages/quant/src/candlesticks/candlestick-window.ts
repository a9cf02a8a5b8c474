import { CandleMeasures } from './candle-measures.js';

/**
 * A pattern fed one candle at a time. `next` returns what the batch form has at that bar: NaN while warming up and at a
 * candle with an undefined price, after which it starts anew.
 */
export interface CandlestickStream {
  next(open: number, high: number, low: number, close: number): number;
}

const CAPACITY = 256;
/** Candles kept when the window is full: more than any pattern looks back. */
const KEPT = 32;

/** The latest candles of a stream, judged by a test of `recognise`. */
export class CandlestickWindow implements CandlestickStream {
  readonly #warmup: number;
  readonly #test: (candles: CandleMeasures, i: number) => number;
  readonly #candles = new CandleMeasures(
    new Float64Array(CAPACITY),
    new Float64Array(CAPACITY),
    new Float64Array(CAPACITY),
    new Float64Array(CAPACITY),
  );
  #size = 0;
  #bars = 0;

  constructor(warmup: number, test: (candles: CandleMeasures, i: number) => number) {
    this.#warmup = warmup;
    this.#test = test;
  }

  next(open: number, high: number, low: number, close: number): number {
    if (Number.isNaN(open + high + low + close)) {
      this.#size = 0;
      this.#bars = 0;
      return Number.NaN;
    }
    const candles = this.#candles;
    if (this.#size === CAPACITY) {
      const from = CAPACITY - KEPT;
      for (const column of [candles.open, candles.high, candles.low, candles.close]) column.copyWithin(0, from);
      this.#size = KEPT;
    }
    const i = this.#size++;
    candles.open[i] = open;
    candles.high[i] = high;
    candles.low[i] = low;
    candles.close[i] = close;
    return this.#bars++ < this.#warmup ? Number.NaN : this.#test(candles, i);
  }
}
