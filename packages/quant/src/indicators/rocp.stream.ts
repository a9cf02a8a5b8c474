import { requireInteger } from '../parameters.js';
import { LaggedStream } from './mom.stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link rocp}: change over `n` bars as a fraction, 0 where the earlier value is 0.
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createRocp(n: number): SeriesStream {
  requireInteger('createRocp', 'n', n, 1);
  return restarting(() => new LaggedStream(n, (value, earlier) => (earlier === 0 ? 0 : (value - earlier) / earlier)));
}
