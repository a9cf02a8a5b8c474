import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingLine } from './linear-regression.js';
import { LineStream } from './line-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Value of the least-squares line at the oldest of the last `n` bars, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 2; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 2
 */
export function linearRegIntercept(x: Series, n = 14): Float64Array {
  requireInteger('linearRegIntercept', 'n', n, 2);
  return perRun([toColumn(x)], (column) => {
    const { slope, end } = rollingLine(column, n);
    for (let i = 0; i < end.length; i++) end[i] = end[i]! - slope[i]! * (n - 1);
    return end;
  });
}

/**
 * Streaming {@link linearRegIntercept}.
 * @throws RangeError when a parameter is out of range
 */
export function createLinearRegIntercept(n = 14): SeriesStream {
  return restarting(() => {
    const line = new LineStream(requireInteger('linearRegIntercept', 'n', n, 2));
    return {
      next(value) {
        line.push(value);
        return line.end - line.slope * (n - 1);
      },
    };
  });
}

export const linearRegInterceptIndicator = defineIndicator({
  name: 'linearRegIntercept',
  title: 'Linear regression intercept',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 14, 2)],
  outputs: ['linearRegIntercept'],
  warmup: ({ n }) => n - 1,
  formula: 'a of the n-bar least-squares line a + b·j, j = 0 at the oldest bar',
  source: `${TA_LIB} LINEARREG_INTERCEPT`,
  compute: linearRegIntercept,
  stream: createLinearRegIntercept,
});
