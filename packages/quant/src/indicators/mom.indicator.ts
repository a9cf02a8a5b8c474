import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createMom } from './mom.stream.js';

/**
 * Momentum: change over `n` bars, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 10
 * @returns same length; NaN before bar n
 * @throws RangeError when n is not an integer ≥ 1
 */
export function mom(x: Series, n = 10): Float64Array {
  const column = toColumn(x);
  requireInteger('mom', 'n', n, 1);
  const length = column.length;
  const first = firstDefined(column) + n;
  const out = columnFrom(length, first);
  for (let i = first; i < length; i++) out[i] = column[i]! - column[i - n]!;
  return out;
}

export const momIndicator = defineIndicator({
  name: 'mom',
  title: 'Momentum',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 10)],
  outputs: ['mom'],
  warmup: ({ n }) => n,
  formula: 'x − x_n',
  source: TA_LIB,
  compute: mom,
  stream: createMom,
});
