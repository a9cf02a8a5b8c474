/** Start, increment and limit of an acceleration factor. */
export interface Acceleration {
  readonly start: number;
  readonly step: number;
  readonly limit: number;
}

/** What distinguishes the extended parabolic stop from the plain one. */
export interface ParabolicOptions {
  /** 0: direction and stop from the first two bars; > 0: start long with that stop; < 0: start short with its size. */
  readonly startValue?: number;
  /** Fraction by which the stop moves away from the price when it reverses. */
  readonly offset?: number;
}

/** Wilder's parabolic stop and reverse, one bar at a time. */
export class ParabolicStop {
  /** True while the position implied is long. */
  long = true;

  readonly #rising: Acceleration;
  readonly #falling: Acceleration;
  readonly #startValue: number;
  readonly #offset: number;
  #bars = -1;
  #high = 0;
  #low = 0;
  #stop = 0;
  #extreme = 0;
  #speed = 0;

  constructor(rising: Acceleration, falling: Acceleration, { startValue = 0, offset = 0 }: ParabolicOptions = {}) {
    this.#rising = bounded(rising);
    this.#falling = bounded(falling);
    this.#startValue = startValue;
    this.#offset = offset;
  }

  /** The stop of the bar, NaN at the first one. */
  next(high: number, low: number): number {
    if (this.#bars < 0) {
      if (!Number.isNaN(high + low)) this.#bars = 0;
      this.#high = high;
      this.#low = low;
      return Number.NaN;
    }
    if (this.#bars++ === 0) this.#begin(high, low);
    const stop = this.#advance(high, low);
    this.#high = high;
    this.#low = low;
    return stop;
  }

  #begin(high: number, low: number): void {
    const fall = this.#low - low;
    const falls = fall > 0 && fall > high - this.#high;
    this.long = this.#startValue === 0 ? !falls : this.#startValue > 0;
    this.#extreme = this.long ? high : low;
    this.#stop = this.#startValue === 0 ? (this.long ? this.#low : this.#high) : Math.abs(this.#startValue);
    this.#speed = (this.long ? this.#rising : this.#falling).start;
    this.#high = high;
    this.#low = low;
  }

  #advance(high: number, low: number): number {
    const top = Math.max(high, this.#high);
    const bottom = Math.min(low, this.#low);
    const pace = this.long ? this.#rising : this.#falling;
    let shown = this.#stop;
    if (this.long ? low <= this.#stop : high >= this.#stop) {
      this.#stop = this.long ? Math.max(this.#extreme, top) : Math.min(this.#extreme, bottom);
      if (this.#offset !== 0) this.#stop += (this.long ? 1 : -1) * this.#stop * this.#offset;
      shown = this.#stop;
      this.long = !this.long;
      this.#speed = (this.long ? this.#rising : this.#falling).start;
      this.#extreme = this.long ? high : low;
    } else if (this.long ? high > this.#extreme : low < this.#extreme) {
      this.#extreme = this.long ? high : low;
      this.#speed = Math.min(this.#speed + pace.step, pace.limit);
    }
    this.#stop += this.#speed * (this.#extreme - this.#stop);
    this.#stop = this.long ? Math.min(this.#stop, bottom) : Math.max(this.#stop, top);
    return shown;
  }
}

function bounded({ start, step, limit }: Acceleration): Acceleration {
  return { start: Math.min(start, limit), step: Math.min(step, limit), limit };
}
