import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingLine } from './linear-regression.js';
import { LineStream } from './line-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * End point of the least-squares line through the last `n` values, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 2; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 2
 */
export function linearReg(x: Series, n = 14): Float64Array {
  requireInteger('linearReg', 'n', n, 2);
  return perRun([toColumn(x)], (column) => rollingLine(column, n).end);
}

/**
 * Streaming {@link linearReg}.
 * @throws RangeError when a parameter is out of range
 */
export function createLinearReg(n = 14): SeriesStream {
  return restarting(() => {
    const line = new LineStream(requireInteger('linearReg', 'n', n, 2));
    return {
      next(value) {
        line.push(value);
        return line.end;
      },
    };
  });
}

export const linearRegIndicator = defineIndicator({
  name: 'linearReg',
  title: 'Linear regression end point',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 14, 2)],
  outputs: ['linearReg'],
  warmup: ({ n }) => n - 1,
  formula: 'a + b(n − 1) of the n-bar least-squares line',
  source: `${TA_LIB} LINEARREG`,
  compute: linearReg,
  stream: createLinearReg,
});
