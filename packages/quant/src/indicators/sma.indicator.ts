import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingAnchored } from './rolling-sum.indicator.js';
import { createSma } from './sma.stream.js';
import { perRun } from './per-run.js';

/**
 * Simple moving average: mean of the last `n` values, in the unit of `x`. The mean of `n` equal values is exactly
 * that value, so two averages of a flat stretch never cross by rounding.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function sma(x: Series, n: number): Float64Array {
  requireInteger('sma', 'n', n, 1);
  return perRun([toColumn(x)], (column) => rollingAnchored(column, n, 1));
}

export const smaIndicator = defineIndicator({
  name: 'sma',
  title: 'Simple moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['sma'],
  warmup: ({ n }) => n - 1,
  formula: 'mean of the last n values',
  source: TA_LIB,
  compute: sma,
  stream: createSma,
});
