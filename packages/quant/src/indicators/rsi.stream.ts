import { requireInteger } from '../parameters.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link rsi}, 0…100.
 * @param n period in bars, ≥ 1; default 14
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createRsi(n = 14): SeriesStream {
  return restarting(() => new GainBalanceStream(requireInteger('createRsi', 'n', n, 1), 0));
}

/** 100·(G − penalty·L)/(G + L) of Wilder's average gains and losses: `rsi` with penalty 0, `cmo` with penalty 1. */
export class GainBalanceStream implements SeriesStream {
  readonly #n: number;
  readonly #penalty: number;
  #changes = -1;
  #previous = 0;
  #gain = 0;
  #loss = 0;

  constructor(n: number, penalty: number) {
    this.#n = n;
    this.#penalty = penalty;
  }

  next(value: number): number {
    if (this.#changes < 0) {
      if (!Number.isNaN(value)) this.#changes = 0;
      this.#previous = value;
      return Number.NaN;
    }
    const n = this.#n;
    const change = value - this.#previous;
    this.#previous = value;
    this.#changes++;
    if (this.#changes <= n) {
      if (change > 0) this.#gain += change;
      else this.#loss -= change;
      if (this.#changes < n) return Number.NaN;
      this.#gain /= n;
      this.#loss /= n;
    } else {
      const fresh = 1 / n;
      const keep = (n - 1) / n;
      this.#gain = this.#gain * keep + (change > 0 ? change : 0) * fresh;
      this.#loss = this.#loss * keep + (change < 0 ? -change : 0) * fresh;
    }
    const total = this.#gain + this.#loss;
    return total === 0 ? 0 : (100 * (this.#gain - this.#penalty * this.#loss)) / total;
  }
}
