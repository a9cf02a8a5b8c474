import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { HilbertCycle } from './hilbert-cycle.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';

const WARMUP = 63;

/**
 * Instantaneous trend line: the price averaged over one dominant cycle, then over four bars with weights 4, 3, 2, 1.
 * @param x values; a NaN prefix is skipped
 * @returns same length, in the unit of `x`; NaN before bar 63
 */
export function htTrendline(x: Series): Float64Array {
  const column = toColumn(x);
  const length = column.length;
  const start = firstDefined(column);
  const first = start + WARMUP;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const cycle = new HilbertCycle(column, start, 34);
  let ago1 = 0;
  let ago2 = 0;
  let ago3 = 0;
  for (let i = cycle.first; i < length; i++) {
    cycle.advance(i);
    const bars = Math.floor(cycle.smoothPeriod + 0.5);
    const anchor = column[i]!;
    let sum = 0;
    for (let k = 1; k < bars; k++) sum += column[i - k]! - anchor;
    const average = bars > 0 ? anchor + sum / bars : 0;
    if (i >= first) out[i] = (4 * average + 3 * ago1 + 2 * ago2 + ago3) / 10;
    ago3 = ago2;
    ago2 = ago1;
    ago1 = average;
  }
  return out;
}

export const htTrendlineIndicator = defineIndicator({
  name: 'htTrendline',
  title: 'Hilbert transform: instantaneous trend line',
  inputs: ['close'],
  params: [],
  outputs: ['htTrendline'],
  warmup: () => WARMUP,
  formula: '(4a + 3a₁ + 2a₂ + a₃)/10, a = mean price over one dominant cycle',
  source: `${TA_LIB}; J. Ehlers, Rocket Science for Traders (2001)`,
  compute: htTrendline,
});
