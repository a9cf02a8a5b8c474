import { requireInteger } from '../parameters.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';

/**
 * Streaming {@link wma}: O(1) a value.
 * @param n window in bars, ≥ 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createWma(n: number): SeriesStream {
  return new WmaStream(requireInteger('createWma', 'n', n, 1));
}

class WmaStream implements SeriesStream {
  readonly #n: number;
  readonly #block: number;
  readonly #window: ValueWindow;
  #anchor = 0;
  #sum = 0;
  #weighted = 0;
  #peak = 0;
  #age: number;
  #run = 0;
  #previous = Number.NaN;

  constructor(n: number) {
    this.#n = n;
    this.#block = n > 32 ? 2 * n : 64;
    this.#age = this.#block;
    this.#window = new ValueWindow(n);
  }

  next(value: number): number {
    const n = this.#n;
    const window = this.#window;
    if (Number.isNaN(value) && window.count === 0) return Number.NaN;
    const left = window.push(value);
    this.#run = value === this.#previous ? this.#run + 1 : 1;
    this.#previous = value;
    if (!window.full) return Number.NaN;
    if (this.#age < this.#block && this.#run !== n) {
      this.#weighted += n * (value - this.#anchor) - this.#sum;
      this.#sum += value - left;
      if (n * Math.abs(this.#sum) > this.#peak) this.#peak = n * Math.abs(this.#sum);
      const small = Math.abs(this.#anchor / (2 / (n * (n + 1))) + this.#weighted) < 1e-3 * this.#peak;
      this.#age = small ? this.#block : this.#age + 1;
    } else this.#age = this.#block;
    if (this.#age === this.#block) this.#renew(value);
    return this.#anchor + this.#weighted * (2 / (n * (n + 1)));
  }

  #renew(value: number): void {
    this.#anchor = value;
    this.#sum = 0;
    this.#weighted = 0;
    this.#age = 0;
    for (let k = 0; k < this.#n - 1; k++) {
      const y = this.#window.at(k) - value;
      this.#sum += y;
      this.#weighted += (k + 1) * y;
    }
    this.#peak = this.#n * Math.abs(this.#sum);
  }
}
