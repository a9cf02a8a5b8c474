import { requireInteger } from '../parameters.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';

/**
 * Streaming {@link sma}: O(1) a value.
 * @param n window in bars, ≥ 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createSma(n: number): SeriesStream {
  return new AnchoredStream(requireInteger('createSma', 'n', n, 1), 1);
}

/** Streaming form of the anchored rolling sum times scale/n: scale n gives sums, scale 1 means. */
export class AnchoredStream implements SeriesStream {
  readonly #n: number;
  readonly #scale: number;
  readonly #block: number;
  readonly #window: ValueWindow;
  #anchor = 0;
  #sum = 0;
  #peak = 0;
  #run = 0;
  #previous = Number.NaN;
  #age = 0;

  constructor(n: number, scale: number) {
    this.#n = n;
    this.#scale = scale;
    this.#block = n > 64 ? 4 * n : 256;
    this.#window = new ValueWindow(n);
  }

  next(value: number): number {
    const window = this.#window;
    if (Number.isNaN(value) && window.count === 0) return Number.NaN;
    const wasFull = window.full;
    const left = window.push(value);
    this.#run = value === this.#previous ? this.#run + 1 : 1;
    this.#previous = value;
    if (!window.full) return Number.NaN;
    if (!wasFull) this.#renew(value);
    else {
      this.#sum += value - left;
      if (Math.abs(this.#sum) > this.#peak) this.#peak = Math.abs(this.#sum);
      const small = Math.abs(this.#n * this.#anchor + this.#sum) < 1e-3 * this.#peak;
      if (this.#run === this.#n || small) this.#renew(value);
    }
    const mean = this.#scale * this.#anchor + this.#sum * (this.#scale / this.#n);
    if (wasFull && ++this.#age === this.#block) {
      this.#age = 0;
      this.#renew(value);
    }
    return mean;
  }

  /** Sums the window exactly around its newest value. */
  #renew(value: number): void {
    this.#anchor = value;
    this.#sum = 0;
    for (let k = 0; k < this.#n - 1; k++) this.#sum += this.#window.at(k) - value;
    this.#peak = Math.abs(this.#sum);
  }
}
