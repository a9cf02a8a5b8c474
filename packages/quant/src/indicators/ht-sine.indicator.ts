import { sin } from '../elementary/index.js';
import type { Series } from '../series.js';
import { DominantPhase } from './dominant-phase.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import { runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/** The sine of the cycle's phase and the same 45 degrees ahead, both within −1…1. */
export interface HtSineResult extends Readonly<Record<string, Float64Array>> {
  readonly sine: Float64Array;
  readonly leadSine: Float64Array;
}

const WARMUP = 63;
const RADIANS = Math.PI / 180;

/**
 * Sine wave of the dominant cycle's phase. Its two lines cross at the turns of a cycling market.
 * @param x values; a NaN prefix is skipped
 * @returns `sine` and `leadSine`, same length; NaN before bar 63
 */
export function htSine(x: Series): HtSineResult {
  return runOutputs('htSine', createHtSine(), ['sine', 'leadSine'], x);
}

/** Streaming {@link htSine}; `next` returns the sine. */
export function createHtSine(): SeriesStream & Outputs<'sine' | 'leadSine'> {
  return restarting(() => {
    const dominant = new DominantPhase();
    const out = { sine: Number.NaN, leadSine: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        if (dominant.next(value) && dominant.cycle.bars > WARMUP) {
          out.sine = sin(dominant.phase * RADIANS);
          out.leadSine = sin((dominant.phase + 45) * RADIANS);
        }
        return out.sine;
      },
    });
  });
}

export const htSineIndicator = defineIndicator({
  name: 'htSine',
  title: 'Hilbert transform: sine wave',
  group: 'cycle',
  inputs: ['close'],
  params: [],
  outputs: ['sine', 'leadSine'],
  warmup: () => WARMUP,
  formula: 'sin(phase) and sin(phase + 45°) of the dominant cycle',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htSine,
  stream: createHtSine,
});
