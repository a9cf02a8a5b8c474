import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Relative strength index of plain sums, 0…100: unlike {@link rsi} it depends on the last `n` changes only, not on where
 * the series begins. 0 without any movement, as in `rsi`. Chande's own momentum oscillator, of plain sums too, is twice
 * this less 100.
 * @param x values; a NaN prefix is skipped
 * @param n changes in the window, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on a parameter out of range
 */
export function cutlerRsi(x: Series, n = 14): Float64Array {
  return runStream('cutlerRsi', createCutlerRsi(n), x);
}

/**
 * Streaming {@link cutlerRsi}.
 * @throws RangeError when a parameter is out of range
 */
export function createCutlerRsi(n = 14): SeriesStream {
  requireInteger('cutlerRsi', 'n', n, 1);
  return restarting(() => {
    const gains = createRollingSum(n);
    const losses = createRollingSum(n);
    let previous = Number.NaN;
    return {
      next(value) {
        const change = value - previous;
        previous = value;
        const gain = gains.next(change > 0 ? change : 0 * change);
        const loss = losses.next(change < 0 ? -change : 0 * change);
        const total = gain + loss;
        return total === 0 ? 0 : (100 * gain) / total;
      },
    };
  });
}

export const cutlerRsiIndicator = defineIndicator({
  name: 'cutlerRsi',
  title: 'Cutler’s relative strength index',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 14)],
  outputs: ['cutlerRsi'],
  warmup: ({ n }) => n,
  formula: '100·G/(G + L), G and L sums of gains and losses over n changes',
  source: 'D. Cutler',
  compute: cutlerRsi,
  stream: createCutlerRsi,
});
