import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingSquares } from './rolling-moments.js';
import { createStddev } from './stddev.stream.js';
import { perRun } from './per-run.js';

/**
 * Standard deviation of the last `n` values, in the unit of `x`; exactly 0 for equal values.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, > ddof
 * @param ddof delta degrees of freedom: 0 population (default, TA-Lib), 1 sample
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n ≤ ddof or a parameter is not an integer
 */
export function stddev(x: Series, n: number, ddof = 0): Float64Array {
  requireInteger('stddev', 'ddof', ddof, 0);
  requireInteger('stddev', 'n', n, ddof + 1);
  const divisor = n - ddof;
  return perRun([toColumn(x)], (column) => {
    const out = rollingSquares(column, n);
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(out[i]! / divisor);
    return out;
  });
}

export const stddevIndicator = defineIndicator({
  name: 'stddev',
  title: 'Rolling standard deviation',
  group: 'volatility',
  inputs: ['close'],
  params: [period('n', 20, 1), period('ddof', 0, 0)],
  outputs: ['stddev'],
  warmup: ({ n }) => n - 1,
  formula: '√(Σ(x − mean)²/(n − ddof))',
  source: `${TA_LIB} STDDEV`,
  compute: stddev,
  stream: createStddev,
});
