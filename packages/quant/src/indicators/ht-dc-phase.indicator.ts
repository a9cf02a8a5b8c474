import type { Series } from '../series.js';
import { DominantPhase } from './dominant-phase.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

const WARMUP = 63;

/**
 * Phase of the dominant cycle by the Hilbert transform, in degrees, at most 315.
 * @param x values; a NaN prefix is skipped
 * @returns same length; NaN before bar 63
 */
export function htDcPhase(x: Series): Float64Array {
  return runStream('htDcPhase', createHtDcPhase(), x);
}

/** Streaming {@link htDcPhase}. */
export function createHtDcPhase(): SeriesStream {
  return restarting(() => {
    const dominant = new DominantPhase();
    return { next: (value) => (dominant.next(value) && dominant.cycle.bars > WARMUP ? dominant.phase : Number.NaN) };
  });
}

export const htDcPhaseIndicator = defineIndicator({
  name: 'htDcPhase',
  title: 'Hilbert transform: dominant cycle phase',
  group: 'cycle',
  inputs: ['close'],
  params: [],
  outputs: ['htDcPhase'],
  warmup: () => WARMUP,
  formula: 'atan(Σ sin·p / Σ cos·p) over one dominant cycle of smoothed prices p, plus its lag',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htDcPhase,
  stream: createHtDcPhase,
});
