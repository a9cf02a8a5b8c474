import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createRoc } from './roc.stream.js';
import { markGap, perRun } from './per-run.js';

/**
 * Rate of change over `n` bars, in percent; 0 where the earlier value is 0.
 * @param x values; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 10
 * @returns same length; NaN before bar n
 * @throws RangeError when n is not an integer ≥ 1
 */
export function roc(x: Series, n = 10): Float64Array {
  requireInteger('roc', 'n', n, 1);
  return perRun([toColumn(x)], (column) => relativeChange(column, n, 100));
}

/** scale·(x − x_n)/x_n, 0 where x_n is 0. The kernel of `roc` and `rocp`. */
export function relativeChange(x: Float64Array, n: number, scale: number): Float64Array {
  const length = x.length;
  const first = firstDefined(x) + n;
  const out = columnFrom(length, first);
  let seen = 0;
  for (let i = first - n; i < first && i < length; i++) seen += x[i]!;
  for (let i = first; i < length; i++) {
    const base = x[i - n]!;
    const change = x[i]! - base;
    seen += change;
    out[i] = base === 0 ? 0 : (scale * change) / base;
  }
  markGap(out, Number.isNaN(seen), x);
  return out;
}

export const rocIndicator = defineIndicator({
  name: 'roc',
  title: 'Rate of change, percent',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 10)],
  outputs: ['roc'],
  warmup: ({ n }) => n,
  formula: '100·(x/x_n − 1)',
  source: TA_LIB,
  compute: roc,
  stream: createRoc,
});
