import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { relativeChange } from './roc.indicator.js';
import { createRocp } from './rocp.stream.js';
import { perRun } from './per-run.js';

/**
 * Rate of change over `n` bars, as a fraction; 0 where the earlier value is 0.
 * @param x values; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 10
 * @returns same length; NaN before bar n
 * @throws RangeError when n is not an integer ≥ 1
 */
export function rocp(x: Series, n = 10): Float64Array {
  requireInteger('rocp', 'n', n, 1);
  return perRun([toColumn(x)], (column) => relativeChange(column, n, 1));
}

export const rocpIndicator = defineIndicator({
  name: 'rocp',
  title: 'Rate of change, fraction',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 10)],
  outputs: ['rocp'],
  warmup: ({ n }) => n,
  formula: 'x/x_n − 1',
  source: TA_LIB,
  compute: rocp,
  stream: createRocp,
});
