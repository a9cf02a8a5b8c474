import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingMinimum } from './rolling-extreme.js';
import { createLowest } from './lowest.stream.js';
import { perRun } from './per-run.js';

/**
 * Lowest value of the last `n` bars, the current one included, in the unit of `x`. O(1) a bar whatever `n` is.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function lowest(x: Series, n: number): Float64Array {
  requireInteger('lowest', 'n', n, 1);
  return perRun([toColumn(x)], (column) => rollingMinimum(column, n));
}

export const lowestIndicator = defineIndicator({
  name: 'lowest',
  title: 'Lowest value',
  group: 'price',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['lowest'],
  warmup: ({ n }) => n - 1,
  formula: 'min of the last n values',
  source: `${TA_LIB} MIN`,
  compute: lowest,
  stream: createLowest,
});
