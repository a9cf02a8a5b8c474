import { upMove } from './directional-movement.js';
import { rangeWithGap } from './true-range.indicator.js';

/** Streaming form of Wilder's summed directional movement and true range. */
export class DirectionalStream {
  plus = 0;
  minus = 0;
  /** Summed true range. */
  range = 0;

  readonly #n: number;
  readonly #keep: number;
  #bars = -1;
  #high = 0;
  #low = 0;
  #close = 0;

  constructor(n: number) {
    this.#n = n;
    this.#keep = n > 1 ? 1 - 1 / n : 0;
  }

  /** Takes the next bar; true once the sums have had their n-th update. */
  push(high: number, low: number, close: number): boolean {
    if (this.#bars < 0) {
      if (!Number.isNaN(high + low + close)) this.#bars = 0;
    } else {
      this.#bars++;
      const rise = high - this.#high;
      const fall = this.#low - low;
      const decay = this.#bars < this.#n ? 1 : this.#keep;
      this.plus = this.plus * decay + upMove(rise, fall);
      this.minus = this.minus * decay + upMove(fall, rise);
      this.range = this.range * decay + rangeWithGap(high, low, this.#close);
    }
    this.#high = high;
    this.#low = low;
    this.#close = close;
    return this.#bars >= this.#n;
  }
}
