import type { SeriesStream } from './series-stream.js';

/**
 * Rolling maximum (`sign` 1) or minimum (`sign` −1) by a monotonic queue: each value enters once and leaves once.
 */
export class ExtremeStream implements SeriesStream {
  readonly #n: number;
  readonly #sign: number;
  readonly #values: Float64Array;
  readonly #bars: Float64Array;
  #head = 0;
  #size = 0;
  #bar = 0;

  constructor(n: number, sign: 1 | -1) {
    this.#n = n;
    this.#sign = sign;
    this.#values = new Float64Array(n);
    this.#bars = new Float64Array(n);
  }

  /** Bars since the current extreme, the latest of equal ones; 0 is this bar. */
  get age(): number {
    return this.#bar - 1 - this.#bars[this.#head]!;
  }

  next(value: number): number {
    if (Number.isNaN(value) && this.#bar === 0) return Number.NaN;
    const n = this.#n;
    const bar = this.#bar++;
    if (this.#size > 0 && this.#bars[this.#head]! <= bar - n) {
      this.#head = this.#head + 1 === n ? 0 : this.#head + 1;
      this.#size--;
    }
    while (this.#size > 0 && this.#sign * (value - this.#values[this.#slot(this.#size - 1)]!) >= 0) this.#size--;
    const slot = this.#slot(this.#size);
    this.#values[slot] = value;
    this.#bars[slot] = bar;
    this.#size++;
    return this.#bar < n ? Number.NaN : this.#values[this.#head]!;
  }

  #slot(k: number): number {
    const slot = this.#head + k;
    return slot < this.#n ? slot : slot - this.#n;
  }
}
