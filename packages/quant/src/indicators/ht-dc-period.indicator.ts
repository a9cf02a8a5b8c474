import type { Series } from '../series.js';
import { HilbertCycle } from './hilbert-cycle.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

const WARMUP = 32;

/**
 * Dominant cycle period by the Hilbert transform, in bars.
 * @param x values; a NaN prefix is skipped
 * @returns same length; NaN before bar 32
 */
export function htDcPeriod(x: Series): Float64Array {
  return runStream('htDcPeriod', createHtDcPeriod(), x);
}

/** Streaming {@link htDcPeriod}. */
export function createHtDcPeriod(): SeriesStream {
  return restarting(() => {
    const cycle = new HilbertCycle(9);
    return { next: (value) => (cycle.next(value) && cycle.bars > WARMUP ? cycle.smoothPeriod : Number.NaN) };
  });
}

export const htDcPeriodIndicator = defineIndicator({
  name: 'htDcPeriod',
  title: 'Hilbert transform: dominant cycle period',
  group: 'cycle',
  inputs: ['close'],
  params: [],
  outputs: ['htDcPeriod'],
  warmup: () => WARMUP,
  formula: 'homodyne discriminator period, clamped to 6…50 bars and smoothed',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htDcPeriod,
  stream: createHtDcPeriod,
});
