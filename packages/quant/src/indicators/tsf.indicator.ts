import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingLine } from './linear-regression.js';
import { LineStream } from './line-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Time series forecast: the least-squares line of the last `n` values extended to the next bar, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 2; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 2
 */
export function tsf(x: Series, n = 14): Float64Array {
  requireInteger('tsf', 'n', n, 2);
  return perRun([toColumn(x)], (column) => {
    const { slope, end } = rollingLine(column, n);
    for (let i = 0; i < end.length; i++) end[i] = end[i]! + slope[i]!;
    return end;
  });
}

/**
 * Streaming {@link tsf}.
 * @throws RangeError when a parameter is out of range
 */
export function createTsf(n = 14): SeriesStream {
  return restarting(() => {
    const line = new LineStream(requireInteger('tsf', 'n', n, 2));
    return {
      next(value) {
        line.push(value);
        return line.end + line.slope;
      },
    };
  });
}

export const tsfIndicator = defineIndicator({
  name: 'tsf',
  title: 'Time series forecast',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 14, 2)],
  outputs: ['tsf'],
  warmup: ({ n }) => n - 1,
  formula: 'a + b·n of the n-bar least-squares line a + b·j',
  source: TA_LIB,
  compute: tsf,
  stream: createTsf,
});
