import { requireInteger } from '../parameters.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link sma}: O(1) a value.
 * @param n window in bars, ≥ 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createSma(n: number): SeriesStream {
  return restarting(() => new AnchoredStream(requireInteger('createSma', 'n', n, 1), 1));
}

/** Streaming form of the anchored rolling sum times scale/n: scale n gives sums, scale 1 means. */
export class AnchoredStream implements SeriesStream {
  readonly #n: number;
  readonly #scale: number;
  readonly #window: ValueWindow;
  /** Sums of the previous block's values from each place on. */
  readonly #rest: Float64Array;
  #anchor = 0;
  #sum = 0;
  /** Place in the current block. */
  #at = 0;

  constructor(n: number, scale: number) {
    this.#n = n;
    this.#scale = scale;
    this.#window = new ValueWindow(n);
    this.#rest = new Float64Array(n + 1);
  }

  next(value: number): number {
    const window = this.#window;
    if (Number.isNaN(value) && window.count === 0) return Number.NaN;
    window.push(value);
    if (!window.full) return Number.NaN;
    if (this.#at === 0) this.#begin(value);
    this.#sum += value - this.#anchor;
    const sum = this.#rest[this.#at + 1]! + this.#sum;
    this.#at = this.#at + 1 === this.#n ? 0 : this.#at + 1;
    return this.#scale * this.#anchor + sum * (this.#scale / this.#n);
  }

  #begin(value: number): void {
    this.#anchor = value;
    this.#sum = 0;
    let sum = 0;
    for (let j = this.#n - 1; j > 0; j--) {
      sum += this.#window.at(j - 1) - value;
      this.#rest[j] = sum;
    }
  }
}
