import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingSquares } from './rolling-moments.js';
import type { SeriesStream } from './series-stream.js';
import { MomentsStream } from './moments-stream.js';

/**
 * Variance of the last `n` values, in the squared unit of `x`; exactly 0 for equal values.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, > ddof
 * @param ddof delta degrees of freedom: 0 population (default, TA-Lib), 1 sample
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n ≤ ddof or a parameter is not an integer
 */
export function variance(x: Series, n: number, ddof = 0): Float64Array {
  const column = toColumn(x);
  requireInteger('variance', 'ddof', ddof, 0);
  requireInteger('variance', 'n', n, ddof + 1);
  const out = rollingSquares(column, n);
  const divisor = n - ddof;
  for (let i = 0; i < out.length; i++) out[i] = out[i]! / divisor;
  return out;
}

/**
 * Streaming {@link variance}.
 * @throws RangeError when a parameter is out of range
 */
export function createVariance(n: number, ddof = 0): SeriesStream {
  requireInteger('variance', 'ddof', ddof, 0);
  const moments = new MomentsStream(requireInteger('variance', 'n', n, ddof + 1));
  return {
    next(value) {
      moments.push(value);
      return moments.squares / (n - ddof);
    },
  };
}

export const varianceIndicator = defineIndicator({
  name: 'variance',
  title: 'Rolling variance',
  group: 'volatility',
  inputs: ['close'],
  params: [period('n', 20, 1), period('ddof', 0, 0)],
  outputs: ['variance'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ(x − mean)²/(n − ddof)',
  source: `${TA_LIB} VAR`,
  compute: variance,
  stream: createVariance,
});
