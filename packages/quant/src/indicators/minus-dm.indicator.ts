import type { Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { RangeStream } from './series-stream.js';
import { createSummedMovement, summedMovement } from './summed-movement.js';
import { restarting } from './restarting.js';

/**
 * Minus directional movement, Wilder-summed over `n` bars, in price.
 * @param high highs
 * @param low lows, same length
 * @param n period in bars, ≥ 1 (1: the raw one-bar movement); default 14
 * @returns same length; NaN before bar n − 1 (bar 1 for n = 1)
 * @throws RangeError on unequal lengths or a bad n
 */
export function minusDm(high: Series, low: Series, n = 14): Float64Array {
  return summedMovement('minusDm', high, low, n);
}

/**
 * Streaming {@link minusDm}.
 * @throws RangeError when a parameter is out of range
 */
export function createMinusDm(n = 14): RangeStream {
  return restarting(() => createSummedMovement('minusDm', n));
}

export const minusDmIndicator = defineIndicator({
  name: 'minusDm',
  title: 'Minus directional movement',
  group: 'trend',
  inputs: ['high', 'low'],
  params: [period('n', 14)],
  outputs: ['minusDm'],
  warmup: ({ n }) => Math.max(1, n - 1),
  formula: 'Wilder sum of L₁ − L where it is positive and exceeds H − H₁',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: minusDm,
  stream: createMinusDm,
});
