import { requireInteger } from '../parameters.js';
import { ExtremeStream } from './extreme-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link highest}: amortised O(1) a value.
 * @param n window in bars, ≥ 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createHighest(n: number): SeriesStream {
  return restarting(() => new ExtremeStream(requireInteger('createHighest', 'n', n, 1), 1));
}
