import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingLine } from './linear-regression.js';
import { LineStream } from './line-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Slope of the least-squares line through the last `n` values, in the unit of `x` per bar.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 2; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 2
 */
export function linearRegSlope(x: Series, n = 14): Float64Array {
  requireInteger('linearRegSlope', 'n', n, 2);
  return perRun([toColumn(x)], (column) => rollingLine(column, n).slope);
}

/**
 * Streaming {@link linearRegSlope}.
 * @throws RangeError when a parameter is out of range
 */
export function createLinearRegSlope(n = 14): SeriesStream {
  return restarting(() => {
    const line = new LineStream(requireInteger('linearRegSlope', 'n', n, 2));
    return {
      next(value) {
        line.push(value);
        return line.slope;
      },
    };
  });
}

export const linearRegSlopeIndicator = defineIndicator({
  name: 'linearRegSlope',
  title: 'Linear regression slope',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 14, 2)],
  outputs: ['linearRegSlope'],
  warmup: ({ n }) => n - 1,
  formula: 'b of the n-bar least-squares line a + b·j',
  source: `${TA_LIB} LINEARREG_SLOPE`,
  compute: linearRegSlope,
  stream: createLinearRegSlope,
});
