import { requireInteger } from '../parameters.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link wma}: O(1) a value.
 * @param n window in bars, ≥ 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createWma(n: number): SeriesStream {
  return restarting(() => new WmaStream(requireInteger('createWma', 'n', n, 1)));
}

class WmaStream implements SeriesStream {
  readonly #n: number;
  readonly #window: ValueWindow;
  /** Of each place in the previous block: its values from there on, weighted 1, 2, … */
  readonly #rest: Float64Array;
  #anchor = 0;
  #sum = 0;
  #weighted = 0;
  /** Place in the current block. */
  #at = 0;

  constructor(n: number) {
    this.#n = n;
    this.#window = new ValueWindow(n);
    this.#rest = new Float64Array(n + 1);
  }

  next(value: number): number {
    const n = this.#n;
    const window = this.#window;
    if (Number.isNaN(value) && window.count === 0) return Number.NaN;
    window.push(value);
    if (!window.full) return Number.NaN;
    if (this.#at === 0) this.#begin(value);
    const j = this.#at;
    const u = value - this.#anchor;
    this.#sum += u;
    this.#weighted += (j + 1) * u;
    this.#at = j + 1 === n ? 0 : j + 1;
    const total = this.#rest[j + 1]! + this.#weighted + (n - 1 - j) * this.#sum;
    return this.#anchor + total * (2 / (n * (n + 1)));
  }

  #begin(value: number): void {
    this.#anchor = value;
    this.#sum = 0;
    this.#weighted = 0;
    let sum = 0;
    let weighted = 0;
    for (let j = this.#n - 1; j > 0; j--) {
      sum += this.#window.at(j - 1) - value;
      weighted += sum;
      this.#rest[j] = weighted;
    }
  }
}
