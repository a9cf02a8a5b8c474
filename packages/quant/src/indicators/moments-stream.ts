import { ValueWindow } from './value-window.js';

/** Streaming form of the rolling moments: mean and Σ(x − mean)² of the last `n` values, both NaN while filling. */
export class MomentsStream {
  mean = Number.NaN;
  squares = Number.NaN;

  readonly #n: number;
  readonly #block: number;
  readonly #window: ValueWindow;
  #anchor = 0;
  #sum = 0;
  #m2 = 0;
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

  /** Takes the next value and updates `mean` and `squares`. */
  push(value: number): void {
    const window = this.#window;
    if (Number.isNaN(value) && window.count === 0) return;
    const left = window.push(value);
    this.#run = value === this.#previous ? this.#run + 1 : 1;
    this.#previous = value;
    if (!window.full) return;
    const k = 1 / this.#n;
    if (this.#age < this.#block && this.#run !== this.#n) {
      const change = value - left;
      const before = this.#sum;
      this.#sum += change;
      this.#m2 += change * (value - this.#anchor + (left - this.#anchor) - (this.#sum + before) * k);
      this.#age++;
      if (this.#m2 > this.#peak) this.#peak = this.#m2;
      else if (this.#m2 < 0.01 * this.#peak) this.#age = this.#block;
    } else this.#age = this.#block;
    if (this.#age === this.#block) this.#renew(value, k);
    this.mean = this.#anchor + this.#sum * k;
    this.squares = this.#m2 > 0 ? this.#m2 : 0;
  }

  #renew(value: number, k: number): void {
    this.#anchor = value;
    this.#sum = 0;
    this.#m2 = 0;
    this.#age = 0;
    for (let j = 0; j < this.#n - 1; j++) this.#sum += this.#window.at(j) - value;
    const centre = this.#sum * k;
    for (let j = 0; j < this.#n; j++) {
      const deviation = this.#window.at(j) - value - centre;
      this.#m2 += deviation * deviation;
    }
    this.#peak = this.#m2;
  }
}
