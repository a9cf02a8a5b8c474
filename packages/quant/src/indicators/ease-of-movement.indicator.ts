import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { BarStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Change of the median price per unit of volume and range, averaged over `n` bars; a bar without volume or range
 * counts 0.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param volume volumes ≥ 0, same length
 * @param n period of the average, ≥ 1; default 14
 * @param scale volume that counts as one, ≥ Number.MIN_VALUE; default 10000
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function easeOfMovement(high: Series, low: Series, volume: Series, n = 14, scale = 10000): Float64Array {
  return runStream('easeOfMovement', createEaseOfMovement(n, scale), high, low, volume);
}

/**
 * Streaming {@link easeOfMovement}.
 * @throws RangeError when a parameter is out of range
 */
export function createEaseOfMovement(n = 14, scale = 10000): BarStream {
  requireInteger('easeOfMovement', 'n', n, 1);
  requireNumber('easeOfMovement', 'scale', scale, Number.MIN_VALUE);
  return restarting(() => {
    const average = createSma(n);
    let previous = Number.NaN;
    return {
      next(high, low, volume) {
        const middle = (high + low) / 2;
        const moved = middle - previous;
        previous = middle;
        return average.next(volume === 0 && !Number.isNaN(moved) ? 0 : (moved * (high - low) * scale) / volume);
      },
    };
  });
}

export const easeOfMovementIndicator = defineIndicator({
  name: 'easeOfMovement',
  title: 'Ease of movement',
  group: 'volume',
  inputs: ['high', 'low', 'volume'],
  params: [period('n', 14), factor('scale', 10000, Number.MIN_VALUE)],
  outputs: ['easeOfMovement'],
  warmup: ({ n }) => n,
  formula: 'SMA_n(((H + L)/2 − (H₁ + L₁)/2)·(H − L)·scale/V)',
  source: 'R. Arms',
  compute: easeOfMovement,
  stream: createEaseOfMovement,
});
