import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createMom } from './mom.stream.js';
import { markGap, perRun } from './per-run.js';

/**
 * Momentum: change over `n` bars, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 10
 * @returns same length; NaN before bar n
 * @throws RangeError when n is not an integer ≥ 1
 */
export function mom(x: Series, n = 10): Float64Array {
  requireInteger('mom', 'n', n, 1);
  return perRun([toColumn(x)], (column) => momentum(column, n));
}

function momentum(column: Float64Array, n: number): Float64Array {
  const length = column.length;
  const first = firstDefined(column) + n;
  const out = columnFrom(length, first);
  let seen = 0;
  for (let i = first - n; i < first && i < length; i++) seen += column[i]!;
  for (let i = first; i < length; i++) {
    const change = column[i]! - column[i - n]!;
    seen += change;
    out[i] = change;
  }
  markGap(out, Number.isNaN(seen), column);
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
