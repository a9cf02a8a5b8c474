import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { rescaledRangeStream } from './hurst.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';
import { expectedRescaledRange } from './rescaled-range.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Rescaled-range estimate over `n` one-bar logarithmic returns without its small-sample bias: about .5 for a random
 * walk, above it for trends, below for reversion. From each R/S its expectation for independent returns is taken and
 * the asymptotic one, √(πn/2), put in its place. Chunks as in {@link hurst}; .5 where the returns have no spread. Values
 * must be positive. Costs O(n log n) a bar.
 * @param x values; a NaN prefix is skipped
 * @param n returns in the window, ≥ 20; default 100
 * @returns same length; NaN before bar n
 * @throws RangeError on a parameter out of range
 */
export function hurstCorrected(x: Series, n = 100): Float64Array {
  return runStream('hurstCorrected', createHurstCorrected(n), x);
}

/**
 * Streaming {@link hurstCorrected}.
 * @throws RangeError when a parameter is out of range
 */
export function createHurstCorrected(n = 100): SeriesStream {
  return restarting(() => {
    const shifts = new Map<number, number>();
    return rescaledRangeStream(requireInteger('hurstCorrected', 'n', n, 20), (size) => {
      let shift = shifts.get(size);
      if (shift === undefined) {
        shift = Math.sqrt((Math.PI * size) / 2) - expectedRescaledRange(size);
        shifts.set(size, shift);
      }
      return shift;
    });
  });
}

export const hurstCorrectedIndicator = defineIndicator({
  name: 'hurstCorrected',
  title: 'Hurst exponent, corrected for small samples',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 100, 20)],
  outputs: ['hurstCorrected'],
  warmup: ({ n }) => n,
  formula: 'slope of ln(mean R/S − E[R/S] + √(π·size/2)) on ln(chunk size)',
  source: 'A. Anis and E. Lloyd (1976); R. Weron (2002)',
  compute: hurstCorrected,
  stream: createHurstCorrected,
});
