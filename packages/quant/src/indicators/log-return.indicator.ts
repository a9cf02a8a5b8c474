import { log } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import type { SeriesStream } from './series-stream.js';
import { LaggedStream } from './mom.stream.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

/**
 * Logarithmic return over `n` bars, ln(x/x_n), as a fraction. Prices must be positive.
 * @param x prices; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 1
 * @returns same length; NaN before bar n
 * @throws RangeError when n is not an integer ≥ 1
 */
export function logReturn(x: Series, n = 1): Float64Array {
  requireInteger('logReturn', 'n', n, 1);
  return perRun([toColumn(x)], (column) => logarithmicChange(column, n));
}

function logarithmicChange(column: Float64Array, n: number): Float64Array {
  const length = column.length;
  const first = firstDefined(column) + n;
  const out = columnFrom(length, first);
  let gap = false;
  for (let i = first - n; i < first && i < length; i++) if (Number.isNaN(column[i]!)) gap = true;
  for (let i = first; i < length; i++) {
    const change = log(column[i]! / column[i - n]!);
    if (change !== change) gap = true;
    out[i] = change;
  }
  markGap(out, gap, column);
  return out;
}

/**
 * Streaming {@link logReturn}.
 * @throws RangeError when a parameter is out of range
 */
export function createLogReturn(n = 1): SeriesStream {
  requireInteger('logReturn', 'n', n, 1);
  return restarting(() => new LaggedStream(n, (value, earlier) => log(value / earlier)));
}

export const logReturnIndicator = defineIndicator({
  name: 'logReturn',
  title: 'Logarithmic return',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 1)],
  outputs: ['logReturn'],
  warmup: ({ n }) => n,
  formula: 'ln(x/x_n)',
  source: 'definition',
  compute: logReturn,
  stream: createLogReturn,
});
