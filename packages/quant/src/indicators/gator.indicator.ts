import type { Series } from '../series.js';
import { createAlligator } from './alligator.indicator.js';
import { defineIndicator } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * How far the lines of the alligator are apart: |jaw − teeth| above, −|teeth − lips| below zero, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @returns `upper` and `lower`, same length; NaN before bar 20
 * @throws RangeError on unequal lengths
 */
export function gator(high: Series, low: Series): OutputColumns<'upper' | 'lower'> {
  return runOutputs('gator', createGator(), ['upper', 'lower'], high, low);
}

/** Streaming {@link gator}; `next` returns `upper`. */
export function createGator(): RangeStream & Outputs<'upper' | 'lower'> {
  return restarting(() => {
    const lines = createAlligator();
    const out = { upper: Number.NaN, lower: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        lines.next(high, low);
        out.upper = Math.abs(lines.jaw - lines.teeth);
        out.lower = -Math.abs(lines.teeth - lines.lips);
        return out.upper;
      },
    });
  });
}

export const gatorIndicator = defineIndicator({
  name: 'gator',
  title: 'Gator oscillator',
  group: 'momentum',
  inputs: ['high', 'low'],
  params: [],
  outputs: ['upper', 'lower'],
  warmup: () => 20,
  formula: '|jaw − teeth|, −|teeth − lips|',
  source: 'B. Williams, New Trading Dimensions (1998)',
  compute: gator,
  stream: createGator,
});
