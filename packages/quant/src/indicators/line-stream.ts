import { ValueWindow } from './value-window.js';

/** Streaming form of the rolling least-squares line: its slope and its value at the newest bar; NaN while filling. */
export class LineStream {
  slope = Number.NaN;
  end = Number.NaN;

  readonly #n: number;
  readonly #window: ValueWindow;

  constructor(n: number) {
    this.#n = n;
    this.#window = new ValueWindow(n);
  }

  /** Takes the next value and updates `slope` and `end`. */
  push(anchor: number): void {
    const n = this.#n;
    const window = this.#window;
    if (window.count === 0 && Number.isNaN(anchor)) return;
    window.push(anchor);
    if (!window.full) return;
    const middle = (n - 1) / 2;
    let sum = 0;
    let weighted = 0;
    for (let j = 0; j < n - 1; j++) {
      const y = window.at(j) - anchor;
      sum += y;
      weighted += j * y;
    }
    this.slope = (weighted - middle * sum) * (12 / (n * (n * n - 1)));
    this.end = anchor + sum * (1 / n) + this.slope * middle;
  }
}
