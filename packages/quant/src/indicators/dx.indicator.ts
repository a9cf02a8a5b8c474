import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { directionalMovement } from './directional-movement.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { DirectionalStream } from './directional-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Directional movement index, 0…100. A bar without directional movement repeats the value before it (0 at the start).
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n period in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function dx(high: Series, low: Series, close: Series, n = 14): Float64Array {
  requireEqualLengths('dx', high, low, close);
  requireInteger('dx', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => {
    const { first, plus, minus, range } = directionalMovement(h, l, c, n);
    let value = 0;
    for (let i = first; i < plus.length; i++) {
      const total = plus[i]! + minus[i]!;
      if (range[i]! !== 0 && total !== 0) value = (100 * Math.abs(plus[i]! - minus[i]!)) / total;
      plus[i] = value;
    }
    return plus;
  });
}

/**
 * Streaming {@link dx}.
 * @throws RangeError when a parameter is out of range
 */
export function createDx(n = 14): BarStream {
  return restarting(() => {
    const movement = new DirectionalStream(requireInteger('dx', 'n', n, 1));
    let value = 0;
    return {
      next(high, low, close) {
        if (!movement.push(high, low, close)) return Number.NaN;
        const { plus, minus, range } = movement;
        const total = plus + minus;
        if (range !== 0 && total !== 0) value = (100 * Math.abs(plus - minus)) / total;
        return value;
      },
    };
  });
}

export const dxIndicator = defineIndicator({
  name: 'dx',
  title: 'Directional movement index',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['dx'],
  warmup: ({ n }) => n,
  formula: '100·|+DI − −DI|/(+DI + −DI)',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: dx,
  stream: createDx,
});
