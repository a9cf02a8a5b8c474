import { requireInteger } from '../parameters.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/** MACD one value at a time: `next` returns the MACD line and updates the three fields; all NaN while warming up. */
export interface MacdStream extends SeriesStream {
  readonly macd: number;
  readonly signal: number;
  readonly histogram: number;
}

/**
 * Streaming {@link macd} (seeded with means).
 * @param fast fast period, default 12
 * @param slow slow period, default 26; the two are swapped when fast > slow
 * @param signal signal period, default 9
 * @throws RangeError when a period is not an integer ≥ 1
 */
export function createMacd(fast = 12, slow = 26, signal = 9): MacdStream {
  requireInteger('createMacd', 'fast', fast, 1);
  requireInteger('createMacd', 'slow', slow, 1);
  requireInteger('createMacd', 'signal', signal, 1);
  return restarting(() => new MacdLines(Math.min(fast, slow), Math.max(fast, slow), signal));
}

/** The three lines; the smoothing of the two averages follows from their periods unless given. */
export class MacdLines implements MacdStream {
  macd = Number.NaN;
  signal = Number.NaN;
  histogram = Number.NaN;

  readonly #fast: number;
  readonly #slow: number;
  readonly #signal: number;
  readonly #kFast: number;
  readonly #kSlow: number;
  readonly #window: ValueWindow;
  #quick = 0;
  #steady = 0;
  #smooth = 0;
  #differences = 0;

  constructor(fast: number, slow: number, signal: number, kFast = 2 / (fast + 1), kSlow = 2 / (slow + 1)) {
    this.#fast = fast;
    this.#kFast = kFast;
    this.#kSlow = kSlow;
    this.#slow = slow;
    this.#signal = signal;
    this.#window = new ValueWindow(slow);
  }

  next(value: number): number {
    if (this.#differences === 0) {
      if (Number.isNaN(value) && this.#window.count === 0) return Number.NaN;
      this.#window.push(value);
      if (!this.#window.full) return Number.NaN;
      this.#quick = this.#meanFrom(this.#slow - this.#fast);
      this.#steady = this.#meanFrom(0);
    } else {
      this.#quick += this.#kFast * (value - this.#quick);
      this.#steady += this.#kSlow * (value - this.#steady);
    }
    const difference = this.#quick - this.#steady;
    this.#differences++;
    if (this.#differences <= this.#signal) {
      this.#smooth += difference;
      if (this.#differences < this.#signal) return Number.NaN;
      this.#smooth /= this.#signal;
    } else this.#smooth += (2 / (this.#signal + 1)) * (difference - this.#smooth);
    this.macd = difference;
    this.signal = this.#smooth;
    this.histogram = difference - this.#smooth;
    return difference;
  }

  /** Mean of the slow window from its k-th value on, around that value. */
  #meanFrom(k: number): number {
    const anchor = this.#window.at(k);
    let sum = 0;
    for (let j = k + 1; j < this.#slow; j++) sum += this.#window.at(j) - anchor;
    return anchor + sum / (this.#slow - k);
  }
}
