import { log } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { runStream } from './run-stream.js';
import type { BarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * How much of the travelled range was net: 100 means sideways, 0 a straight line; 100 where the price did not move at
 * all.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n window in bars, ≥ 2; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function chop(high: Series, low: Series, close: Series, n = 14): Float64Array {
  return runStream('chop', createChop(n), high, low, close);
}

/**
 * Streaming {@link chop}.
 * @throws RangeError when a parameter is out of range
 */
export function createChop(n = 14): BarStream {
  requireInteger('chop', 'n', n, 2);
  return restarting(() => {
    const travelled = createRollingSum(n);
    const top = new ExtremeStream(n, 1);
    const bottom = new ExtremeStream(n, -1);
    const scale = 100 / log(n);
    let previous = Number.NaN;
    return {
      next(high, low, close) {
        const above = Math.max(high, previous);
        const below = Math.min(low, previous);
        previous = Number.isNaN(high + low) ? Number.NaN : close;
        const sum = travelled.next(above - below);
        const range = top.next(above) - bottom.next(below);
        return range === 0 ? 100 : log(sum / range) * scale;
      },
    };
  });
}

export const chopIndicator = defineIndicator({
  name: 'chop',
  title: 'Choppiness index',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14, 2)],
  outputs: ['chop'],
  warmup: ({ n }) => n,
  formula: '100·log_n(ΣTR/(max true high − min true low))',
  source: 'E. W. Dreiss',
  compute: chop,
  stream: createChop,
});
