import { requireInteger } from '../parameters.js';
import { MomentsStream } from './moments-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link stddev}: O(1) a value.
 * @param n window in bars, > ddof
 * @param ddof delta degrees of freedom, default 0
 * @throws RangeError when n ≤ ddof or a parameter is not an integer
 */
export function createStddev(n: number, ddof = 0): SeriesStream {
  requireInteger('createStddev', 'ddof', ddof, 0);
  return restarting(() => {
    const moments = new MomentsStream(requireInteger('createStddev', 'n', n, ddof + 1));
    const divisor = n - ddof;
    return {
      next(value) {
        moments.push(value);
        return Math.sqrt(moments.squares / divisor);
      },
    };
  });
}
