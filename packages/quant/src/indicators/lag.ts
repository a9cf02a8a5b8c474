import { ValueWindow } from './value-window.js';

/** The value `n` bars ago (n may be 0), NaN until there is one; NaN before the first number is ignored. */
export class Lag {
  readonly #window: ValueWindow;

  constructor(n: number) {
    this.#window = new ValueWindow(n + 1);
  }

  next(value: number): number {
    const window = this.#window;
    if (Number.isNaN(value) && window.count === 0) return Number.NaN;
    window.push(value);
    return window.full ? window.at(0) : Number.NaN;
  }
}
