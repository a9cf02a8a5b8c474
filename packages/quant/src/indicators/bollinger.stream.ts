import { requireInteger, requireNumber } from '../parameters.js';
import { MomentsStream } from './moments-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/** Bollinger bands one value at a time: `next` returns the middle band and updates the three fields. */
export interface BollingerStream extends SeriesStream {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

/**
 * Streaming {@link bollinger} around the simple mean.
 * @param n window in bars, ≥ 1; default 20
 * @param k half-width in population standard deviations, ≥ 0; default 2
 * @throws RangeError when n or k is out of range
 */
export function createBollinger(n = 20, k = 2): BollingerStream {
  return restarting(() => {
    const moments = new MomentsStream(requireInteger('createBollinger', 'n', n, 1));
    requireNumber('createBollinger', 'k', k, 0);
    const inverse = 1 / n;
    return {
      upper: Number.NaN,
      middle: Number.NaN,
      lower: Number.NaN,
      next(this: { upper: number; middle: number; lower: number }, value: number) {
        moments.push(value);
        const width = k * Math.sqrt(moments.squares * inverse);
        this.middle = moments.mean;
        this.upper = moments.mean + width;
        this.lower = moments.mean - width;
        return moments.mean;
      },
    };
  });
}
