import { ValueWindow } from './value-window.js';

/** Streaming form of the rolling moments: mean and Σ(x − mean)² of the last `n` values, both NaN while filling. */
export class MomentsStream {
  mean = Number.NaN;
  squares = Number.NaN;

  readonly #n: number;
  readonly #window: ValueWindow;
  readonly #restSum: Float64Array;
  readonly #restSquares: Float64Array;
  #anchor = 0;
  #sum = 0;
  #square = 0;
  /** Place in the current block. */
  #at = 0;

  constructor(n: number) {
    this.#n = n;
    this.#window = new ValueWindow(n);
    this.#restSum = new Float64Array(n + 1);
    this.#restSquares = new Float64Array(n + 1);
  }

  /** Takes the next value and updates `mean` and `squares`. */
  push(value: number): void {
    const window = this.#window;
    if (Number.isNaN(value) && window.count === 0) return;
    window.push(value);
    if (!window.full) return;
    if (this.#at === 0) this.#begin(value);
    const k = 1 / this.#n;
    const u = value - this.#anchor;
    this.#sum += u;
    this.#square += u * u;
    const total = this.#restSum[this.#at + 1]! + this.#sum;
    const m2 = this.#restSquares[this.#at + 1]! + this.#square - total * total * k;
    this.squares = m2 > 0 ? m2 : 0;
    this.mean = this.#anchor + total * k;
    this.#at = this.#at + 1 === this.#n ? 0 : this.#at + 1;
  }

  #begin(value: number): void {
    this.#anchor = value;
    this.#sum = 0;
    this.#square = 0;
    let sum = 0;
    let square = 0;
    for (let j = this.#n - 1; j > 0; j--) {
      const u = this.#window.at(j - 1) - value;
      sum += u;
      square += u * u;
      this.#restSum[j] = sum;
      this.#restSquares[j] = square;
    }
  }
}
