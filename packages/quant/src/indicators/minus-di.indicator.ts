import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { directionalMovement } from './directional-movement.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { DirectionalStream } from './directional-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Minus directional indicator, percent of the true range; 0 where the range is 0.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n period in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function minusDi(high: Series, low: Series, close: Series, n = 14): Float64Array {
  requireEqualLengths('minusDi', high, low, close);
  requireInteger('minusDi', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => {
    const { minus, range } = directionalMovement(h, l, c, n);
    for (let i = 0; i < minus.length; i++) minus[i] = range[i] === 0 ? 0 : (100 * minus[i]!) / range[i]!;
    return minus;
  });
}

/**
 * Streaming {@link minusDi}.
 * @throws RangeError when a parameter is out of range
 */
export function createMinusDi(n = 14): BarStream {
  return restarting(() => {
    const movement = new DirectionalStream(requireInteger('minusDi', 'n', n, 1));
    return {
      next(high, low, close) {
        if (!movement.push(high, low, close)) return Number.NaN;
        return movement.range === 0 ? 0 : (100 * movement.minus) / movement.range;
      },
    };
  });
}

export const minusDiIndicator = defineIndicator({
  name: 'minusDi',
  title: 'Minus directional indicator',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['minusDi'],
  warmup: ({ n }) => n,
  formula: '100·−DM_n/TR_n, Wilder sums',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: minusDi,
  stream: createMinusDi,
});
