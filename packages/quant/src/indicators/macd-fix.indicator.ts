import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { MacdLines } from './macd.stream.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Moving average convergence divergence with periods 12 and 26 and the rounded smoothing factors 0.15 and 0.075.
 * @param x values; a NaN prefix is skipped
 * @param signal signal period, ≥ 1; default 9
 * @returns `macd`, `signal` and `histogram`, same length; NaN before bar signal + 24
 * @throws RangeError on a parameter out of range
 */
export function macdFix(x: Series, signal = 9): OutputColumns<'macd' | 'signal' | 'histogram'> {
  return runOutputs('macdFix', createMacdFix(signal), ['macd', 'signal', 'histogram'], x);
}

/**
 * Streaming {@link macdFix}; `next` returns `macd`.
 * @throws RangeError when a parameter is out of range
 */
export function createMacdFix(signal = 9): SeriesStream & Outputs<'macd' | 'signal' | 'histogram'> {
  requireInteger('macdFix', 'signal', signal, 1);
  return restarting(() => new MacdLines(12, 26, signal, 0.15, 0.075));
}

export const macdFixIndicator = defineIndicator({
  name: 'macdFix',
  title: 'MACD 12/26 with fixed smoothing',
  group: 'momentum',
  inputs: ['close'],
  params: [period('signal', 9)],
  outputs: ['macd', 'signal', 'histogram'],
  warmup: ({ signal }) => signal + 24,
  formula: 'MACD with k_fast = .15, k_slow = .075',
  source: `${TA_LIB} MACDFIX; G. Appel`,
  compute: macdFix,
  stream: createMacdFix,
});
