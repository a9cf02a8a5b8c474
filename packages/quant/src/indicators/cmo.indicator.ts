import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { gainBalance } from './rsi.indicator.js';
import type { SeriesStream } from './series-stream.js';
import { GainBalanceStream } from './rsi.stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Chande momentum oscillator with Wilder's smoothing (TA-Lib), −100…100; 0 without any movement.
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError when n is not an integer ≥ 1
 */
export function cmo(x: Series, n = 14): Float64Array {
  requireInteger('cmo', 'n', n, 1);
  return perRun([toColumn(x)], (column) => gainBalance(column, n, 1));
}

/**
 * Streaming {@link cmo}.
 * @throws RangeError when a parameter is out of range
 */
export function createCmo(n = 14): SeriesStream {
  return restarting(() => new GainBalanceStream(requireInteger('cmo', 'n', n, 1), 1));
}

export const cmoIndicator = defineIndicator({
  name: 'cmo',
  title: 'Chande momentum oscillator',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 14)],
  outputs: ['cmo'],
  warmup: ({ n }) => n,
  formula: '100·(G − L)/(G + L), G and L Wilder averages of gains and losses',
  source: `${TA_LIB}; T. Chande (1994)`,
  compute: cmo,
  stream: createCmo,
});
