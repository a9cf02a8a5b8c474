import { atan } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingLine } from './linear-regression.js';
import { LineStream } from './line-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Angle of the least-squares line through the last `n` values, in degrees; it depends on the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 2; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 2
 */
export function linearRegAngle(x: Series, n = 14): Float64Array {
  requireInteger('linearRegAngle', 'n', n, 2);
  return perRun([toColumn(x)], (column) => {
    const { slope } = rollingLine(column, n);
    for (let i = 0; i < slope.length; i++) slope[i] = atan(slope[i]!) * (180 / Math.PI);
    return slope;
  });
}

/**
 * Streaming {@link linearRegAngle}.
 * @throws RangeError when a parameter is out of range
 */
export function createLinearRegAngle(n = 14): SeriesStream {
  return restarting(() => {
    const line = new LineStream(requireInteger('linearRegAngle', 'n', n, 2));
    return {
      next(value) {
        line.push(value);
        return atan(line.slope) * (180 / Math.PI);
      },
    };
  });
}

export const linearRegAngleIndicator = defineIndicator({
  name: 'linearRegAngle',
  title: 'Linear regression angle',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 14, 2)],
  outputs: ['linearRegAngle'],
  warmup: ({ n }) => n - 1,
  formula: 'atan(slope) in degrees',
  source: `${TA_LIB} LINEARREG_ANGLE`,
  compute: linearRegAngle,
  stream: createLinearRegAngle,
});
