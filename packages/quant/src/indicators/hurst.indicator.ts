import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';

function rescaledRangeSlope(returns: Float64Array): number {
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  for (let chunks = 1; chunks <= 32 && Math.floor(returns.length / chunks) >= 8; chunks *= 2) {
    const size = Math.floor(returns.length / chunks);
    const ratio = meanRescaledRange(returns, size, chunks);
    if (ratio === 0) continue;
    const x = Math.log(size);
    const y = Math.log(ratio);
    count++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  const spread = count * sumXX - sumX * sumX;
  return count < 2 || spread === 0 ? 0.5 : (count * sumXY - sumX * sumY) / spread;
}

/** Mean of range over deviation of the latest `chunks` chunks of `size` returns; chunks without spread do not count. */
function meanRescaledRange(returns: Float64Array, size: number, chunks: number): number {
  let total = 0;
  let defined = 0;
  for (let k = 0; k < chunks; k++) {
    const from = returns.length - size * chunks + k * size;
    let mean = 0;
    for (let j = from; j < from + size; j++) mean += returns[j]! / size;
    let sum = 0;
    let top = 0;
    let bottom = 0;
    let squares = 0;
    for (let j = from; j < from + size; j++) {
      const deviation = returns[j]! - mean;
      sum += deviation;
      squares += deviation * deviation;
      top = j === from ? sum : Math.max(top, sum);
      bottom = j === from ? sum : Math.min(bottom, sum);
    }
    if (!(squares > 1e-24 * size) || top === bottom) continue;
    total += (top - bottom) / Math.sqrt(squares / size);
    defined++;
  }
  return defined === 0 ? 0 : total / defined;
}

/**
 * Rescaled-range estimate over `n` one-bar logarithmic returns: about .5 for a random walk, above it for trends, below
 * for reversion. Chunks of n, n/2, n/4… of the latest returns, down to 8 returns or 32 chunks; .5 where the returns
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
  requireInteger('hurst', 'n', n, 20);
  const window = new ValueWindow(n);
  const returns = new Float64Array(n);
  let previous = Number.NaN;
  return {
    next(value) {
      const change = Math.log(value / previous);
      previous = value;
      if (Number.isNaN(change) && window.count === 0) return Number.NaN;
      window.push(change);
      if (!window.full) return Number.NaN;
      for (let j = 0; j < n; j++) returns[j] = window.at(j);
      return rescaledRangeSlope(returns);
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
