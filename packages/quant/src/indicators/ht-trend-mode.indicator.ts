import { sin } from '../elementary/index.js';
import type { Series } from '../series.js';
import { CycleTrend } from './cycle-trend.js';
import { DominantPhase } from './dominant-phase.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

const WARMUP = 63;
const RADIANS = Math.PI / 180;

/**
 * Whether the market trends (1) or cycles (0), by the Hilbert transform. It cycles for half a dominant cycle after the
 * sine and its lead cross and while the phase advances at the cycle's pace, unless the price is 1.5 % off the trend line.
 * @param x values; a NaN prefix is skipped
 * @returns 0 or 1, same length; NaN before bar 63
 */
export function htTrendMode(x: Series): Float64Array {
  return runStream('htTrendMode', createHtTrendMode(), x);
}

/** Streaming {@link htTrendMode}. */
export function createHtTrendMode(): SeriesStream {
  return restarting(() => {
    const dominant = new DominantPhase();
    const { cycle } = dominant;
    const trend = new CycleTrend();
    let sine = 0;
    let leadSine = 0;
    let days = 0;
    return {
      next(value) {
        const previousPhase = dominant.phase;
        const runs = dominant.next(value);
        trend.push(value);
        if (!runs) return Number.NaN;
        const { phase } = dominant;
        const before = sine - leadSine;
        sine = sin(phase * RADIANS);
        leadSine = sin((phase + 45) * RADIANS);
        const line = trend.advance(cycle.smoothPeriod);
        let trends = 1;
        if ((sine > leadSine && before <= 0) || (sine < leadSine && before >= 0)) {
          days = 0;
          trends = 0;
        }
        days++;
        if (days < 0.5 * cycle.smoothPeriod) trends = 0;
        const pace = 360 / cycle.smoothPeriod;
        const turned = phase - previousPhase;
        if (turned > 0.67 * pace && turned < 1.5 * pace) trends = 0;
        if (line !== 0 && Math.abs((cycle.smoothed - line) / line) >= 0.015) trends = 1;
        return cycle.bars > WARMUP ? trends : Number.NaN;
      },
    };
  });
}

export const htTrendModeIndicator = defineIndicator({
  name: 'htTrendMode',
  title: 'Hilbert transform: trend or cycle mode',
  group: 'cycle',
  inputs: ['close'],
  params: [],
  outputs: ['htTrendMode'],
  warmup: () => WARMUP,
  formula:
    '0 for half a cycle after sine and lead cross or while Δphase is .67…1.5 of 360/period; 1 else or 1.5 % off trend',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htTrendMode,
  stream: createHtTrendMode,
});
