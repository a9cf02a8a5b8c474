import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { runStream } from './run-stream.js';
import type { RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Sum over `n` bars of the exponential average of the range over its own exponential average; a quiet ratio of 1 where
 * there is no range.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param smooth period of the averages, ≥ 1; default 9
 * @param n window of the sum, ≥ 1; default 25
 * @returns same length; NaN before bar 2·smooth + n − 3
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function massIndex(high: Series, low: Series, smooth = 9, n = 25): Float64Array {
  return runStream('massIndex', createMassIndex(smooth, n), high, low);
}

/**
 * Streaming {@link massIndex}.
 * @throws RangeError when a parameter is out of range
 */
export function createMassIndex(smooth = 9, n = 25): RangeStream {
  requireInteger('massIndex', 'smooth', smooth, 1);
  requireInteger('massIndex', 'n', n, 1);
  return restarting(() => {
    const once = createEma(smooth);
    const twice = createEma(smooth);
    const sum = createRollingSum(n);
    return {
      next(high, low) {
        const first = once.next(high - low);
        const second = twice.next(first);
        return sum.next(second === 0 ? 1 : first / second);
      },
    };
  });
}

export const massIndexIndicator = defineIndicator({
  name: 'massIndex',
  title: 'Mass index',
  group: 'volatility',
  inputs: ['high', 'low'],
  params: [period('smooth', 9), period('n', 25)],
  outputs: ['massIndex'],
  warmup: ({ smooth, n }) => 2 * smooth + n - 3,
  formula: 'Σ EMA(H − L)/EMA(EMA(H − L))',
  source: 'D. Dorsey (1992)',
  compute: massIndex,
  stream: createMassIndex,
});
