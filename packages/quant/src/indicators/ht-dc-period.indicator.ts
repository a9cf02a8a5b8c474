import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { HilbertCycle } from './hilbert-cycle.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';

const WARMUP = 32;

/**
 * Dominant cycle period by the Hilbert transform, in bars.
 * @param x values; a NaN prefix is skipped
 * @returns same length; NaN before bar 32
 */
export function htDcPeriod(x: Series): Float64Array {
  const column = toColumn(x);
  const length = column.length;
  const start = firstDefined(column);
  const first = start + WARMUP;
  const out = columnFrom(length, first);
  const cycle = new HilbertCycle(column, start, 9);
  for (let i = cycle.first; i < length; i++) {
    cycle.advance(i);
    if (i >= first) out[i] = cycle.smoothPeriod;
  }
  return out;
}

export const htDcPeriodIndicator = defineIndicator({
  name: 'htDcPeriod',
  title: 'Hilbert transform: dominant cycle period',
  inputs: ['close'],
  params: [],
  outputs: ['htDcPeriod'],
  warmup: () => WARMUP,
  formula: 'homodyne discriminator period, clamped to 6…50 bars and smoothed',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htDcPeriod,
});
