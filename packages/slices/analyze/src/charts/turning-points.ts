/** A confirmed swing: its bar, its price, and whether it is a high or a low. */
export interface TurningPoint {
  readonly row: number;
  readonly price: number;
  readonly high: boolean;
}

/**
 * Alternating swing highs and lows as they become known: a swing needs `side` bars on each side, and of two highs (or
 * lows) in a row the more extreme one stays. Reads no bar after the one it was last given.
 */
export class TurningPoints {
  readonly #high: Float64Array;
  readonly #low: Float64Array;
  readonly #side: number;
  readonly #points: TurningPoint[] = [];

  constructor(high: Float64Array, low: Float64Array, side: number) {
    this.#high = high;
    this.#low = low;
    this.#side = side;
  }

  /** Takes bar `row`; the points known at its close, oldest first. */
  at(row: number): readonly TurningPoint[] {
    const centre = row - this.#side;
    if (centre >= this.#side) {
      if (this.#isExtreme(this.#high, centre, 1)) this.#add({ row: centre, price: this.#high[centre]!, high: true });
      if (this.#isExtreme(this.#low, centre, -1)) this.#add({ row: centre, price: this.#low[centre]!, high: false });
    }
    return this.#points;
  }

  #isExtreme(column: Float64Array, row: number, sign: 1 | -1): boolean {
    const value = column[row]! * sign;
    for (let k = 1; k <= this.#side; k++) {
      if (column[row - k]! * sign >= value || column[row + k]! * sign > value) return false;
    }
    return true;
  }

  #add(point: TurningPoint): void {
    const last = this.#points[this.#points.length - 1];
    if (last?.high !== point.high) this.#points.push(point);
    else if (point.high ? point.price > last.price : point.price < last.price) {
      this.#points[this.#points.length - 1] = point;
    }
  }
}
