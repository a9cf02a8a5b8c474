import { atan } from '../elementary/index.js';
import { requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { HilbertCycle } from './hilbert-cycle.js';
import { defineIndicator, factor, TA_LIB } from './indicator-spec.js';
import { runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/** The adaptive average and its slower follower. */
export interface MamaResult extends Readonly<Record<string, Float64Array>> {
  readonly mama: Float64Array;
  readonly fama: Float64Array;
}

const WARMUP = 32;
const DEGREES = 180 / Math.PI;

/**
 * MESA adaptive moving average: an EMA whose smoothing follows the rate of change of the Hilbert phase.
 * @param x values; a NaN prefix is skipped
 * @param fastLimit largest smoothing, default 0.5
 * @param slowLimit smallest smoothing, default 0.05
 * @returns `mama` and `fama`, in the unit of `x`, same length; NaN before bar 32
 * @throws RangeError when a limit is negative or not finite
 */
export function mama(x: Series, fastLimit = 0.5, slowLimit = 0.05): MamaResult {
  return runOutputs('mama', createMama(fastLimit, slowLimit), ['mama', 'fama'], x);
}

/**
 * Streaming {@link mama}; `next` returns the faster average.
 * @throws RangeError when a limit is negative or not finite
 */
export function createMama(fastLimit = 0.5, slowLimit = 0.05): SeriesStream & Outputs<'mama' | 'fama'> {
  requireNumber('mama', 'fastLimit', fastLimit, 0);
  requireNumber('mama', 'slowLimit', slowLimit, 0);
  return restarting(() => {
    const cycle = new HilbertCycle(9);
    const out = { mama: Number.NaN, fama: Number.NaN };
    let phase = 0;
    let fast = 0;
    let slow = 0;
    return Object.assign(out, {
      next(value: number): number {
        if (!cycle.next(value)) return Number.NaN;
        const current = cycle.inPhase === 0 ? 0 : atan(cycle.quadrature / cycle.inPhase) * DEGREES;
        const turned = phase - current;
        phase = current;
        const wanted = turned > 1 ? fastLimit / turned : fastLimit;
        const smoothing = wanted < slowLimit ? slowLimit : wanted;
        fast += smoothing * (value - fast);
        slow += 0.5 * smoothing * (fast - slow);
        if (cycle.bars > WARMUP) {
          out.mama = fast;
          out.fama = slow;
        }
        return out.mama;
      },
    });
  });
}

export const mamaIndicator = defineIndicator({
  name: 'mama',
  title: 'MESA adaptive moving average',
  group: 'average',
  inputs: ['close'],
  params: [factor('fastLimit', 0.5), factor('slowLimit', 0.05)],
  outputs: ['mama', 'fama'],
  warmup: () => WARMUP,
  formula: 'EMA with smoothing max(slowLimit, fastLimit / Δphase); fama uses half of it on mama',
  source: `${TA_LIB}; J. Ehlers, MAMA (2001)`,
  compute: mama,
  stream: createMama,
});
