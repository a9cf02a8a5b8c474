import { requireInteger } from '../parameters.js';
import { LaggedStream } from './mom.stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Streaming {@link roc}: change over `n` bars in percent, 0 where the earlier value is 0.
 * @throws RangeError when n is not an integer ≥ 1
 */
export function createRoc(n: number): SeriesStream {
  requireInteger('createRoc', 'n', n, 1);
  return restarting(
    () => new LaggedStream(n, (value, earlier) => (earlier === 0 ? 0 : (100 * (value - earlier)) / earlier)),
  );
}
