import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingMaximum } from './rolling-extreme.js';
import { createHighest } from './highest.stream.js';
import { perRun } from './per-run.js';

/**
 * Highest value of the last `n` bars, the current one included, in the unit of `x`. O(1) a bar whatever `n` is.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function highest(x: Series, n: number): Float64Array {
  requireInteger('highest', 'n', n, 1);
  return perRun([toColumn(x)], (column) => rollingMaximum(column, n));
}

export const highestIndicator = defineIndicator({
  name: 'highest',
  title: 'Highest value',
  group: 'price',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['highest'],
  warmup: ({ n }) => n - 1,
  formula: 'max of the last n values',
  source: `${TA_LIB} MAX`,
  compute: highest,
  stream: createHighest,
});
