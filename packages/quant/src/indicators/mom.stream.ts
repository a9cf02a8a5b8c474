import { requireInteger } from '../parameters.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link mom}: change over `n` bars.
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createMom(n: number): SeriesStream {
  return restarting(
    () => new LaggedStream(requireInteger('createMom', 'n', n, 1), (value, earlier) => value - earlier),
  );
}

/** A function of the current value and the one `n` bars ago. */
export class LaggedStream implements SeriesStream {
  readonly #window: ValueWindow;
  readonly #combine: (value: number, earlier: number) => number;

  constructor(n: number, combine: (value: number, earlier: number) => number) {
    this.#window = new ValueWindow(n);
    this.#combine = combine;
  }

  next(value: number): number {
    const window = this.#window;
    if (Number.isNaN(value) && window.count === 0) return Number.NaN;
    const ready = window.full;
    const earlier = window.push(value);
    return ready ? this.#combine(value, earlier) : Number.NaN;
  }
}
