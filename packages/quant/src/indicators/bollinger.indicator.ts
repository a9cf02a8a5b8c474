import { requireInteger, requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import type { ChannelResult } from './donchian.indicator.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, factor, period, TA_LIB } from './indicator-spec.js';
import { rollingMoments } from './rolling-moments.js';
import { createBollinger } from './bollinger.stream.js';
import { perRun } from './per-run.js';

/**
 * Bollinger bands: an average ± `k` population standard deviations, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 20
 * @param k half-width in standard deviations, ≥ 0; default 2
 * @param average middle line, `'sma'` (default) or `'ema'`; the deviation is always around the simple mean
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n or k is out of range
 */
export function bollinger(x: Series, n = 20, k = 2, average: 'sma' | 'ema' = 'sma'): ChannelResult {
  requireInteger('bollinger', 'n', n, 1);
  requireNumber('bollinger', 'k', k, 0);
  return perRun([toColumn(x)], (column) => bands(column, n, k, average));
}

function bands(column: Float64Array, n: number, k: number, average: 'sma' | 'ema'): ChannelResult {
  const { mean, squares } = rollingMoments(column, n);
  const middle = average === 'ema' ? ema(column, n) : mean;
  const length = middle.length;
  const upper = new Float64Array(length);
  const inverse = 1 / n;
  for (let i = 0; i < length; i++) {
    const width = k * Math.sqrt(squares[i]! * inverse);
    upper[i] = middle[i]! + width;
    squares[i] = middle[i]! - width;
  }
  return { upper, middle, lower: squares };
}

export const bollingerIndicator = defineIndicator({
  name: 'bollinger',
  title: 'Bollinger bands',
  group: 'band',
  inputs: ['close'],
  params: [period('n', 20), factor('k', 2)],
  outputs: ['upper', 'middle', 'lower'],
  warmup: ({ n }) => n - 1,
  formula: 'SMA ± k·sd (ddof 0)',
  source: `${TA_LIB} BBANDS; J. Bollinger`,
  compute: bollinger,
  stream: createBollinger,
});
