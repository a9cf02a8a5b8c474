import type { SeriesStream } from './series-stream.js';

/** Exponential average y ← y + k·(x − y) that starts at its first value and is defined from there on. */
export class FirstSeededStream implements SeriesStream {
  readonly #k: number;
  #value = Number.NaN;

  constructor(smoothing: number) {
    this.#k = smoothing;
  }

  next(value: number): number {
    this.#value = Number.isNaN(this.#value) ? value : this.#value + this.#k * (value - this.#value);
    return this.#value;
  }
}
