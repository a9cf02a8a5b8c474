import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { PairStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Exponential average of the change of the close times volume.
 * @param x values; a NaN prefix is skipped
 * @param volume volumes ≥ 0, same length
 * @param n period of the average, ≥ 1; default 13
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function forceIndex(x: Series, volume: Series, n = 13): Float64Array {
  return runStream('forceIndex', createForceIndex(n), x, volume);
}

/**
 * Streaming {@link forceIndex}.
 * @throws RangeError when a parameter is out of range
 */
export function createForceIndex(n = 13): PairStream {
  requireInteger('forceIndex', 'n', n, 1);
  return restarting(() => {
    const average = createEma(n);
    let previous = Number.NaN;
    return {
      next(first, second) {
        const force = (first - previous) * second;
        previous = first;
        return average.next(force);
      },
    };
  });
}

export const forceIndexIndicator = defineIndicator({
  name: 'forceIndex',
  title: 'Force index',
  group: 'volume',
  inputs: ['close', 'volume'],
  params: [period('n', 13)],
  outputs: ['forceIndex'],
  warmup: ({ n }) => n,
  formula: 'EMA_n((C − C₁)·V)',
  source: 'A. Elder (1993)',
  compute: forceIndex,
  stream: createForceIndex,
});
