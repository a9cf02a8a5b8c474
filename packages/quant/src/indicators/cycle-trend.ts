const RING = 64;

/** The price averaged over one dominant cycle, then over four bars with weights 4, 3, 2, 1; one value at a time. */
export class CycleTrend {
  readonly #prices = new Float64Array(RING);
  #at = 0;
  #ago1 = 0;
  #ago2 = 0;
  #ago3 = 0;

  /** Stores a price; call it for every bar. */
  push(price: number): void {
    this.#at = (this.#at + 1) & (RING - 1);
    this.#prices[this.#at] = price;
  }

  /** The trend line at the latest price for a dominant cycle of `period` bars, at most 50.5. */
  advance(period: number): number {
    const bars = Math.floor(period + 0.5);
    const anchor = this.#prices[this.#at]!;
    let sum = 0;
    for (let k = 1; k < bars; k++) sum += this.#prices[(this.#at - k) & (RING - 1)]! - anchor;
    const average = bars > 0 ? anchor + sum / bars : 0;
    const line = (4 * average + 3 * this.#ago1 + 2 * this.#ago2 + this.#ago3) / 10;
    this.#ago3 = this.#ago2;
    this.#ago2 = this.#ago1;
    this.#ago1 = average;
    return line;
  }
}
