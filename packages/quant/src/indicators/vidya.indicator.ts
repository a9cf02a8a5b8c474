import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { restarting } from './restarting.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';

/**
 * Variable index dynamic average, in the unit of `x`: an exponential average that smooths the less the more of the last
 * `momentum` changes go one way. Without movement it stays.
 * @param x values; a NaN prefix is skipped
 * @param n period of the average, ≥ 1; default 14
 * @param momentum changes whose direction counts, ≥ 1; default 9
 * @returns same length; NaN before bar `momentum`; seeded with the value before the first output
 * @throws RangeError on a parameter out of range
 */
export function vidya(x: Series, n = 14, momentum = 9): Float64Array {
  return runStream('vidya', createVidya(n, momentum), x);
}

/**
 * Streaming {@link vidya}.
 * @throws RangeError when a parameter is out of range
 */
export function createVidya(n = 14, momentum = 9): SeriesStream {
  requireInteger('vidya', 'n', n, 1);
  requireInteger('vidya', 'momentum', momentum, 1);
  return restarting(() => {
    const net = createRollingSum(momentum);
    const path = createRollingSum(momentum);
    const smoothing = 2 / (n + 1);
    let previous = Number.NaN;
    let average = Number.NaN;
    return {
      next(value) {
        const change = value - previous;
        const moved = Math.abs(net.next(change));
        const travelled = path.next(Math.abs(change));
        if (!Number.isNaN(travelled)) {
          if (Number.isNaN(average)) average = previous;
          const index = travelled === 0 ? 0 : Math.min(1, moved / travelled);
          average += smoothing * index * (value - average);
        }
        previous = value;
        return average;
      },
    };
  });
}

export const vidyaIndicator = defineIndicator({
  name: 'vidya',
  title: 'Variable index dynamic average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 14), period('momentum', 9)],
  outputs: ['vidya'],
  warmup: ({ momentum }) => momentum,
  formula: 'y ← y + 2/(n+1)·|Σ Δx|/Σ|Δx|·(x − y), sums over the last momentum changes',
  source: 'T. Chande, S. Kroll, The New Technical Trader (1994)',
  compute: vidya,
  stream: createVidya,
});
