import type { Series } from '../series.js';
import { HilbertCycle } from './hilbert-cycle.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import { runOutputs, type OutputColumns } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

const WARMUP = 32;

/**
 * Phasor components of the dominant cycle by the Hilbert transform, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @returns `inPhase` and `quadrature`, same length; NaN before bar 32
 */
export function htPhasor(x: Series): OutputColumns<'inPhase' | 'quadrature'> {
  return runOutputs('htPhasor', createHtPhasor(), ['inPhase', 'quadrature'], x);
}

/** Streaming {@link htPhasor}; `next` returns the in-phase component. */
export function createHtPhasor(): SeriesStream & Outputs<'inPhase' | 'quadrature'> {
  return restarting(() => {
    const cycle = new HilbertCycle(9);
    const out = { inPhase: Number.NaN, quadrature: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        if (cycle.next(value) && cycle.bars > WARMUP) {
          out.inPhase = cycle.inPhase;
          out.quadrature = cycle.quadrature;
        }
        return out.inPhase;
      },
    });
  });
}

export const htPhasorIndicator = defineIndicator({
  name: 'htPhasor',
  title: 'Hilbert transform: phasor components',
  group: 'cycle',
  inputs: ['close'],
  params: [],
  outputs: ['inPhase', 'quadrature'],
  warmup: () => WARMUP,
  formula: 'detrended smoothed price three bars ago; its Hilbert transform',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htPhasor,
  stream: createHtPhasor,
});
