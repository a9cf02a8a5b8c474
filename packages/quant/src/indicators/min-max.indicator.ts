import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Lowest and highest of the last `n` values, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 30
 * @returns `min` and `max`, same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function minMax(x: Series, n = 30): OutputColumns<'min' | 'max'> {
  return runOutputs('minMax', createMinMax(n), ['min', 'max'], x);
}

/**
 * Streaming {@link minMax}; `next` returns `min`.
 * @throws RangeError when a parameter is out of range
 */
export function createMinMax(n = 30): SeriesStream & Outputs<'min' | 'max'> {
  requireInteger('minMax', 'n', n, 1);
  return restarting(() => {
    const lowest = new ExtremeStream(n, -1);
    const highest = new ExtremeStream(n, 1);
    const out = { min: Number.NaN, max: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        out.min = lowest.next(value);
        out.max = highest.next(value);
        return out.min;
      },
    });
  });
}

export const minMaxIndicator = defineIndicator({
  name: 'minMax',
  title: 'Rolling minimum and maximum',
  group: 'price',
  inputs: ['close'],
  params: [period('n', 30)],
  outputs: ['min', 'max'],
  warmup: ({ n }) => n - 1,
  formula: 'min and max of the last n values',
  source: `${TA_LIB} MINMAX`,
  compute: minMax,
  stream: createMinMax,
});
