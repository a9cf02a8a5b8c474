import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingSquares } from './rolling-moments.js';
import type { SeriesStream } from './series-stream.js';
import { MomentsStream } from './moments-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Variance of the last `n` values, in the squared unit of `x`; exactly 0 for equal values.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, > ddof
 * @param ddof delta degrees of freedom: 0 population (default, TA-Lib), 1 sample
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n ≤ ddof or a parameter is not an integer
 */
export function variance(x: Series, n: number, ddof = 0): Float64Array {
  requireInteger('variance', 'ddof', ddof, 0);
  requireInteger('variance', 'n', n, ddof + 1);
  const divisor = n - ddof;
  return perRun([toColumn(x)], (column) => {
    const out = rollingSquares(column, n);
    for (let i = 0; i < out.length; i++) out[i] = out[i]! / divisor;
    return out;
  });
}

/**
 * Streaming {@link variance}.
 * @throws RangeError when a parameter is out of range
 */
export function createVariance(n: number, ddof = 0): SeriesStream {
  requireInteger('variance', 'ddof', ddof, 0);
  return restarting(() => {
    const moments = new MomentsStream(requireInteger('variance', 'n', n, ddof + 1));
    return {
      next(value) {
        moments.push(value);
        return moments.squares / (n - ddof);
      },
    };
  });
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
