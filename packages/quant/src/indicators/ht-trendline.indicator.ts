import type { Series } from '../series.js';
import { CycleTrend } from './cycle-trend.js';
import { HilbertCycle } from './hilbert-cycle.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

const WARMUP = 63;

/**
 * Instantaneous trend line: the price averaged over one dominant cycle, then over four bars with weights 4, 3, 2, 1.
 * @param x values; a NaN prefix is skipped
 * @returns same length, in the unit of `x`; NaN before bar 63
 */
export function htTrendline(x: Series): Float64Array {
  return runStream('htTrendline', createHtTrendline(), x);
}

/** Streaming {@link htTrendline}. */
export function createHtTrendline(): SeriesStream {
  return restarting(() => {
    const cycle = new HilbertCycle(34);
    const trend = new CycleTrend();
    return {
      next(value) {
        const runs = cycle.next(value);
        trend.push(value);
        const line = runs ? trend.advance(cycle.smoothPeriod) : Number.NaN;
        return cycle.bars > WARMUP ? line : Number.NaN;
      },
    };
  });
}

export const htTrendlineIndicator = defineIndicator({
  name: 'htTrendline',
  title: 'Hilbert transform: instantaneous trend line',
  group: 'average',
  inputs: ['close'],
  params: [],
  outputs: ['htTrendline'],
  warmup: () => WARMUP,
  formula: '(4a + 3a₁ + 2a₂ + a₃)/10, a = mean price over one dominant cycle',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htTrendline,
  stream: createHtTrendline,
});
