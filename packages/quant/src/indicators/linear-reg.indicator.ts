import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingLine } from './linear-regression.js';

/**
 * End point of the least-squares line through the last `n` values, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 2; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 2
 */
export function linearReg(x: Series, n = 14): Float64Array {
  return rollingLine(toColumn(x), requireInteger('linearReg', 'n', n, 2)).end;
}

export const linearRegIndicator = defineIndicator({
  name: 'linearReg',
  title: 'Linear regression end point',
  inputs: ['close'],
  params: [period('n', 14, 2)],
  outputs: ['linearReg'],
  warmup: ({ n }) => n - 1,
  formula: 'a + b(n − 1) of the n-bar least-squares line',
  source: `${TA_LIB} LINEARREG`,
  compute: linearReg,
});
