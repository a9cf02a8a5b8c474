import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { rollingMoments } from './rolling-moments.js';
import type { SeriesStream } from './series-stream.js';
import { MomentsStream } from './moments-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Distance of the current value from the mean of the last `n`, in standard deviations; 0 when all `n` are equal.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, > ddof
 * @param ddof delta degrees of freedom of the deviation, default 0
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n ≤ ddof or a parameter is not an integer
 */
export function zscore(x: Series, n: number, ddof = 0): Float64Array {
  requireInteger('zscore', 'ddof', ddof, 0);
  requireInteger('zscore', 'n', n, ddof + 1);
  const divisor = n - ddof;
  return perRun([toColumn(x)], (column) => {
    const { mean, squares } = rollingMoments(column, n);
    for (let i = 0; i < mean.length; i++) {
      const m2 = squares[i]!;
      mean[i] = m2 === 0 ? 0 : (column[i]! - mean[i]!) / Math.sqrt(m2 / divisor);
    }
    return mean;
  });
}

/**
 * Streaming {@link zscore}.
 * @throws RangeError when a parameter is out of range
 */
export function createZscore(n: number, ddof = 0): SeriesStream {
  requireInteger('zscore', 'ddof', ddof, 0);
  return restarting(() => {
    const moments = new MomentsStream(requireInteger('zscore', 'n', n, ddof + 1));
    const divisor = n - ddof;
    return {
      next(value) {
        moments.push(value);
        const m2 = moments.squares;
        return m2 === 0 ? 0 : (value - moments.mean) / Math.sqrt(m2 / divisor);
      },
    };
  });
}

export const zscoreIndicator = defineIndicator({
  name: 'zscore',
  title: 'Rolling z-score',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 20, 1), period('ddof', 0, 0)],
  outputs: ['zscore'],
  warmup: ({ n }) => n - 1,
  formula: '(x − mean_n)/sd_n',
  source: 'definition',
  compute: zscore,
  stream: createZscore,
});
