import { requireNumber } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { HilbertCycle } from './hilbert-cycle.js';
import { defineIndicator, factor, TA_LIB } from './indicator-spec.js';

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
  requireNumber('mama', 'fastLimit', fastLimit, 0);
  requireNumber('mama', 'slowLimit', slowLimit, 0);
  const column = toColumn(x);
  const length = column.length;
  const start = firstDefined(column);
  const first = start + WARMUP;
  const fast = columnFrom(length, first);
  const slow = columnFrom(length, first);
  if (first >= length) return { mama: fast, fama: slow };
  const cycle = new HilbertCycle(column, start, 9);
  let phase = 0;
  let fastValue = 0;
  let slowValue = 0;
  for (let i = cycle.first; i < length; i++) {
    cycle.advance(i);
    const current = cycle.inPhase === 0 ? 0 : Math.atan(cycle.quadrature / cycle.inPhase) * DEGREES;
    const turned = phase - current;
    phase = current;
    const wanted = turned > 1 ? fastLimit / turned : fastLimit;
    const smoothing = wanted < slowLimit ? slowLimit : wanted;
    fastValue += smoothing * (column[i]! - fastValue);
    slowValue += 0.5 * smoothing * (fastValue - slowValue);
    if (i >= first) {
      fast[i] = fastValue;
      slow[i] = slowValue;
    }
  }
  return { mama: fast, fama: slow };
}

export const mamaIndicator = defineIndicator({
  name: 'mama',
  title: 'MESA adaptive moving average',
  inputs: ['close'],
  params: [factor('fastLimit', 0.5), factor('slowLimit', 0.05)],
  outputs: ['mama', 'fama'],
  warmup: () => WARMUP,
  formula: 'EMA with smoothing max(slowLimit, fastLimit / Δphase); fama uses half of it on mama',
  source: `${TA_LIB}; J. Ehlers, MAMA (2001)`,
  compute: mama,
});
