import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createFractal } from './fractal.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * The latest confirmed fractal high and low, in price; each is known `wing` bars after it happened and NaN until there
 * has been one.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param wing bars on each side of a fractal, ≥ 1; default 2
 * @returns `upper` and `lower`, same length; NaN before bar 2·wing and until the first fractal
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function fcb(high: Series, low: Series, wing = 2): OutputColumns<'upper' | 'lower'> {
  return runOutputs('fcb', createFcb(wing), ['upper', 'lower'], high, low);
}

/**
 * Streaming {@link fcb}; `next` returns `upper`.
 * @throws RangeError when a parameter is out of range
 */
export function createFcb(wing = 2): RangeStream & Outputs<'upper' | 'lower'> {
  requireInteger('fcb', 'wing', wing, 1);
  return restarting(() => {
    const fractals = createFractal(wing);
    const out = { upper: Number.NaN, lower: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        fractals.next(high, low);
        if (!Number.isNaN(fractals.top)) out.upper = fractals.top;
        if (!Number.isNaN(fractals.bottom)) out.lower = fractals.bottom;
        return out.upper;
      },
    });
  });
}

export const fcbIndicator = defineIndicator({
  name: 'fcb',
  title: 'Fractal chaos bands',
  group: 'band',
  inputs: ['high', 'low'],
  params: [period('wing', 2)],
  outputs: ['upper', 'lower'],
  warmup: ({ wing }) => 2 * wing,
  formula: 'latest fractal top and bottom',
  source: 'E. W. Dreiss',
  compute: fcb,
  stream: createFcb,
  sparse: true,
});
