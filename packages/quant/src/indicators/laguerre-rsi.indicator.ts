import { requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Relative strength of the four taps of a Laguerre filter, 0…1; 0 without any movement. The filter starts at rest at the
 * first value.
 * @param x values; a NaN prefix is skipped
 * @param gamma damping, 0…1 without 1; higher is smoother; default 0.5
 * @returns same length; NaN before bar 1
 * @throws RangeError on a parameter out of range
 */
export function laguerreRsi(x: Series, gamma = 0.5): Float64Array {
  return runStream('laguerreRsi', createLaguerreRsi(gamma), x);
}

/**
 * Streaming {@link laguerreRsi}.
 * @throws RangeError when a parameter is out of range
 */
export function createLaguerreRsi(gamma = 0.5): SeriesStream {
  requireNumber('laguerreRsi', 'gamma', gamma, 0);
  return restarting(() => {
    if (gamma >= 1) throw new RangeError(`laguerreRsi: gamma must be below 1, is ${gamma}`);
    // In distances from the first value, so that a high level costs no digits.
    let anchor = Number.NaN;
    const taps = new Float64Array(4);
    return {
      next(value) {
        if (Number.isNaN(anchor)) {
          anchor = value;
          return Number.NaN;
        }
        let before = taps[0]!;
        let last = (taps[0] = (1 - gamma) * (value - anchor) + gamma * before);
        let up = 0;
        let moved = 0;
        for (let k = 1; k < 4; k++) {
          const own = taps[k]!;
          const tap = (taps[k] = before + gamma * (own - last));
          before = own;
          if (last > tap) up += last - tap;
          moved += Math.abs(last - tap);
          last = tap;
        }
        return moved === 0 ? 0 : up / moved;
      },
    };
  });
}

export const laguerreRsiIndicator = defineIndicator({
  name: 'laguerreRsi',
  title: 'Laguerre relative strength index',
  group: 'momentum',
  inputs: ['close'],
  params: [{ name: 'gamma', default: 0.5, min: 0, max: 1, integer: false }],
  outputs: ['laguerreRsi'],
  warmup: () => 1,
  formula:
    'Σ(L_k − L_(k+1))⁺/Σ|L_k − L_(k+1)|, L₀ ← (1 − γ)·x + γ·L₀, L_k ← L_(k−1)′ + γ·(L_k − L_(k−1)), ′ the bar before',
  source: 'J. Ehlers, Time Warp (2002)',
  compute: laguerreRsi,
  stream: createLaguerreRsi,
});
