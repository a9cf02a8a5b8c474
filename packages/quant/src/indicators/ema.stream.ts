import { requireInteger } from '../parameters.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link ema} (seeded with the mean of the first n values).
 * @param n period in bars, ≥ 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createEma(n: number): SeriesStream {
  requireInteger('createEma', 'n', n, 1);
  return restarting(() => new ExponentialStream(n, 2 / (n + 1)));
}

/** Exponential average of any smoothing, seeded with the mean of its first `n` values. */
export class ExponentialStream implements SeriesStream {
  readonly #n: number;
  readonly #k: number;
  #count = 0;
  #anchor = 0;
  #value = 0;

  constructor(n: number, smoothing: number) {
    this.#n = n;
    this.#k = smoothing;
  }

  next(value: number): number {
    if (this.#count >= this.#n) {
      this.#value += this.#k * (value - this.#value);
      return this.#value;
    }
    if (this.#count === 0) {
      if (Number.isNaN(value)) return Number.NaN;
      this.#anchor = value;
    }
    this.#value += value - this.#anchor;
    if (++this.#count < this.#n) return Number.NaN;
    this.#value = this.#anchor + this.#value / this.#n;
    return this.#value;
  }
}
