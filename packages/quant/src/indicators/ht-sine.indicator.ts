import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { HilbertCycle } from './hilbert-cycle.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';

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
  const column = toColumn(x);
  const length = column.length;
  const start = firstDefined(column);
  const first = start + WARMUP;
  const sine = columnFrom(length, first);
  const leadSine = columnFrom(length, first);
  if (first >= length) return { sine, leadSine };
  const cycle = new HilbertCycle(column, start, 34);
  const smoothed = new Float64Array(length);
  let phase = 0;
  for (let i = cycle.first; i < length; i++) {
    cycle.advance(i);
    smoothed[i] = cycle.smoothed;
    phase = dominantPhase(smoothed, i, cycle.smoothPeriod, phase);
    if (i >= first) {
      sine[i] = Math.sin(phase * RADIANS);
      leadSine[i] = Math.sin((phase + 45) * RADIANS);
    }
  }
  return { sine, leadSine };
}

/** Phase in degrees (at most 315) of the cycle of `period` bars that ends at bar `at`; `previous` where it is undefined. */
function dominantPhase(smoothed: Float64Array, at: number, period: number, previous: number): number {
  const bars = Math.floor(period + 0.5);
  const step = (2 * Math.PI) / bars;
  let real = 0;
  let imaginary = 0;
  for (let k = 0; k < bars; k++) {
    const value = at >= k ? smoothed[at - k]! : 0;
    real += Math.sin(k * step) * value;
    imaginary += Math.cos(k * step) * value;
  }
  let phase = previous;
  if (imaginary !== 0) phase = Math.atan(real / imaginary) / RADIANS;
  else if (real < 0) phase -= 90;
  else if (real > 0) phase += 90;
  phase += 90 + 360 / period;
  if (imaginary < 0) phase += 180;
  return phase > 315 ? phase - 360 : phase;
}

export const htSineIndicator = defineIndicator({
  name: 'htSine',
  title: 'Hilbert transform: sine wave',
  inputs: ['close'],
  params: [],
  outputs: ['sine', 'leadSine'],
  warmup: () => WARMUP,
  formula: 'sin(phase) and sin(phase + 45°) of the dominant cycle',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htSine,
});
