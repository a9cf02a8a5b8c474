import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Simple average and the lines a fixed percentage above and below it, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 20
 * @param percent half-width in percent of the average, ≥ 0; default 2.5
 * @returns `upper`, `middle` and `lower`, same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function maEnvelope(x: Series, n = 20, percent = 2.5): OutputColumns<'upper' | 'middle' | 'lower'> {
  return runOutputs('maEnvelope', createMaEnvelope(n, percent), ['upper', 'middle', 'lower'], x);
}

/**
 * Streaming {@link maEnvelope}; `next` returns `upper`.
 * @throws RangeError when a parameter is out of range
 */
export function createMaEnvelope(n = 20, percent = 2.5): SeriesStream & Outputs<'upper' | 'middle' | 'lower'> {
  requireInteger('maEnvelope', 'n', n, 1);
  requireNumber('maEnvelope', 'percent', percent, 0);
  return restarting(() => {
    const average = createSma(n);
    const out = { upper: Number.NaN, middle: Number.NaN, lower: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        const middle = average.next(value);
        const width = (middle * percent) / 100;
        out.upper = middle + width;
        out.middle = middle;
        out.lower = middle - width;
        return out.upper;
      },
    });
  });
}

export const maEnvelopeIndicator = defineIndicator({
  name: 'maEnvelope',
  title: 'Moving average envelope',
  group: 'band',
  inputs: ['close'],
  params: [period('n', 20), factor('percent', 2.5)],
  outputs: ['upper', 'middle', 'lower'],
  warmup: ({ n }) => n - 1,
  formula: 'SMA·(1 ± percent/100)',
  source: 'definition',
  compute: maEnvelope,
  stream: createMaEnvelope,
});
