import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { LineStream } from './line-stream.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { createStddev } from './stddev.stream.js';
import { restarting } from './restarting.js';

/**
 * End of the least-squares line of the last `n` values ± `k` of their standard deviations, in the unit of `x`. Charts
 * draw the whole line of the latest window; at a bar only its end was known.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 2; default 20
 * @param k half-width in standard deviations (ddof 0), ≥ 0; default 2
 * @returns `upper`, `middle` and `lower`, same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function stdevChannel(x: Series, n = 20, k = 2): OutputColumns<'upper' | 'middle' | 'lower'> {
  return runOutputs('stdevChannel', createStdevChannel(n, k), ['upper', 'middle', 'lower'], x);
}

/**
 * Streaming {@link stdevChannel}; `next` returns `upper`.
 * @throws RangeError when a parameter is out of range
 */
export function createStdevChannel(n = 20, k = 2): SeriesStream & Outputs<'upper' | 'middle' | 'lower'> {
  return restarting(() => {
    const line = new LineStream(requireInteger('stdevChannel', 'n', n, 2));
    requireNumber('stdevChannel', 'k', k, 0);
    const deviation = createStddev(n);
    const out = { upper: Number.NaN, middle: Number.NaN, lower: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        line.push(value);
        const width = k * deviation.next(value);
        out.upper = line.end + width;
        out.middle = line.end;
        out.lower = line.end - width;
        return out.upper;
      },
    });
  });
}

export const stdevChannelIndicator = defineIndicator({
  name: 'stdevChannel',
  title: 'Standard deviation channel',
  group: 'band',
  inputs: ['close'],
  params: [period('n', 20, 2), factor('k', 2)],
  outputs: ['upper', 'middle', 'lower'],
  warmup: ({ n }) => n - 1,
  formula: 'end of the n-bar least-squares line ± k·sd (ddof 0)',
  source: 'definition; causal form',
  compute: stdevChannel,
  stream: createStdevChannel,
});
