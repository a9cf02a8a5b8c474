import { requireInteger } from '../parameters.js';
import type { BarStream } from './series-stream.js';
import { rangeWithGap } from './true-range.indicator.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link atr}, in price.
 * @param n period in bars, ≥ 1; default 14
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createAtr(n = 14): BarStream {
  return restarting(() => new AtrStream(requireInteger('createAtr', 'n', n, 1)));
}

class AtrStream implements BarStream {
  readonly #n: number;
  #ranges = -1;
  #previous = 0;
  #value = 0;

  constructor(n: number) {
    this.#n = n;
  }

  next(high: number, low: number, close: number): number {
    const n = this.#n;
    if (this.#ranges < 0) {
      if (!Number.isNaN(high) && !Number.isNaN(low) && !Number.isNaN(close)) this.#ranges = 0;
      this.#previous = close;
      return Number.NaN;
    }
    const range = rangeWithGap(high, low, this.#previous);
    this.#previous = close;
    this.#ranges++;
    if (this.#ranges > n) {
      this.#value = this.#value * ((n - 1) / n) + range * (1 / n);
      return this.#value;
    }
    this.#value += range;
    if (this.#ranges < n) return Number.NaN;
    this.#value /= n;
    return this.#value;
  }
}
