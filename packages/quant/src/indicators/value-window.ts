/** The last `size` values in a ring. */
export class ValueWindow {
  readonly #ring: Float64Array;
  readonly #size: number;
  #at = 0;
  #count = 0;

  constructor(size: number) {
    this.#size = size;
    this.#ring = new Float64Array(size);
  }

  /** True once `size` values have been pushed. */
  get full(): boolean {
    return this.#count >= this.#size;
  }

  /** Values pushed so far. */
  get count(): number {
    return this.#count;
  }

  /** Adds a value and returns the one it replaces (0 while the window is filling). */
  push(value: number): number {
    const left = this.#ring[this.#at]!;
    this.#ring[this.#at] = value;
    this.#at = this.#at + 1 === this.#size ? 0 : this.#at + 1;
    this.#count++;
    return left;
  }

  /** The k-th value of a full window, 0 the oldest. */
  at(k: number): number {
    const i = this.#at + k;
    return this.#ring[i < this.#size ? i : i - this.#size]!;
  }
}
