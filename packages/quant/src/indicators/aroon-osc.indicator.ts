import { type Series } from '../series.js';
import { aroon, createAroon } from './aroon.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Aroon oscillator: Aroon up minus Aroon down, −100…100.
 * @param high highs
 * @param low lows, same length
 * @param n bars back, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function aroonOsc(high: Series, low: Series, n = 14): Float64Array {
  const { down, up } = aroon(high, low, n);
  for (let i = 0; i < up.length; i++) up[i] = up[i]! - down[i]!;
  return up;
}

/**
 * Streaming {@link aroonOsc}.
 * @throws RangeError when a parameter is out of range
 */
export function createAroonOsc(n = 14): RangeStream {
  return restarting(() => {
    const lines = createAroon(n);
    return {
      next(high, low) {
        lines.next(high, low);
        return lines.up - lines.down;
      },
    };
  });
}

export const aroonOscIndicator = defineIndicator({
  name: 'aroonOsc',
  title: 'Aroon oscillator',
  group: 'trend',
  inputs: ['high', 'low'],
  params: [period('n', 14)],
  outputs: ['aroonOsc'],
  warmup: ({ n }) => n,
  formula: 'Aroon up − Aroon down',
  source: TA_LIB,
  compute: aroonOsc,
  stream: createAroonOsc,
});
