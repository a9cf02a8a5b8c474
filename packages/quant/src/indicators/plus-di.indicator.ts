import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { directionalMovement } from './directional-movement.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { DirectionalStream } from './directional-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Plus directional indicator, percent of the true range; 0 where the range is 0.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n period in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function plusDi(high: Series, low: Series, close: Series, n = 14): Float64Array {
  requireEqualLengths('plusDi', high, low, close);
  requireInteger('plusDi', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => {
    const { plus, range } = directionalMovement(h, l, c, n);
    for (let i = 0; i < plus.length; i++) plus[i] = range[i] === 0 ? 0 : (100 * plus[i]!) / range[i]!;
    return plus;
  });
}

/**
 * Streaming {@link plusDi}.
 * @throws RangeError when a parameter is out of range
 */
export function createPlusDi(n = 14): BarStream {
  return restarting(() => {
    const movement = new DirectionalStream(requireInteger('plusDi', 'n', n, 1));
    return {
      next(high, low, close) {
        if (!movement.push(high, low, close)) return Number.NaN;
        return movement.range === 0 ? 0 : (100 * movement.plus) / movement.range;
      },
    };
  });
}

export const plusDiIndicator = defineIndicator({
  name: 'plusDi',
  title: 'Plus directional indicator',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['plusDi'],
  warmup: ({ n }) => n,
  formula: '100·+DM_n/TR_n, Wilder sums',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: plusDi,
  stream: createPlusDi,
});
