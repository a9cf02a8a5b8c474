import { log } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { rescaledRangeSlope } from './rescaled-range.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

/**
 * Rescaled-range estimate over `n` one-bar logarithmic returns: higher for trends than for reversion. Short windows put
 * a random walk near .6, not .5: see {@link hurstCorrected}. Chunks of n, n/2, n/4… of the latest returns, down to 8 returns or 32 chunks; .5 where the returns
 * have no spread. Values must be positive. Costs O(n log n) a bar.
 * @param x values; a NaN prefix is skipped
 * @param n returns in the window, ≥ 20; default 100
 * @returns same length; NaN before bar n
 * @throws RangeError on a parameter out of range
 */
export function hurst(x: Series, n = 100): Float64Array {
  return runStream('hurst', createHurst(n), x);
}

/**
 * Streaming {@link hurst}.
 * @throws RangeError when a parameter is out of range
 */
export function createHurst(n = 100): SeriesStream {
  return restarting(() => rescaledRangeStream(requireInteger('hurst', 'n', n, 20), () => 0));
}

/** Slope of the rescaled range over the last `n` logarithmic returns, each R/S shifted as its chunk size asks for. */
export function rescaledRangeStream(n: number, shift: (size: number) => number): SeriesStream {
  const window = new ValueWindow(n);
  const returns = new Float64Array(n);
  let previous = Number.NaN;
  return {
    next(value) {
      const change = log(value / previous);
      previous = value;
      if (Number.isNaN(change) && window.count === 0) return Number.NaN;
      window.push(change);
      if (!window.full) return Number.NaN;
      for (let j = 0; j < n; j++) returns[j] = window.at(j);
      return rescaledRangeSlope(returns, shift);
    },
  };
}

export const hurstIndicator = defineIndicator({
  name: 'hurst',
  title: 'Hurst exponent',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 100, 20)],
  outputs: ['hurst'],
  warmup: ({ n }) => n,
  formula: 'slope of ln(mean R/S) on ln(chunk size)',
  source: 'H. E. Hurst (1951); E. Peters (1994)',
  compute: hurst,
  stream: createHurst,
});
