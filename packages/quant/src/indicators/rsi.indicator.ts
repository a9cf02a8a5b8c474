import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createRsi } from './rsi.stream.js';
import { perRun } from './per-run.js';

/** `'wilder'`: first value at bar n (TA-Lib). `'metastock'`: one more value, at bar n − 1, from n − 1 changes. */
export type RsiSeed = 'wilder' | 'metastock';

/**
 * Relative strength index, 0…100, with Wilder's smoothing. Without any movement it is 0 (TA-Lib's convention, not 50).
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 1; default 14
 * @param seed see {@link RsiSeed}; default `'wilder'`
 * @returns same length; NaN before bar n (n − 1 for `'metastock'`)
 * @throws RangeError when n is not an integer ≥ 1
 */
export function rsi(x: Series, n = 14, seed: RsiSeed = 'wilder'): Float64Array {
  requireInteger('rsi', 'n', n, 1);
  return perRun([toColumn(x)], (column) => {
    const out = gainBalance(column, n, 0);
    if (seed === 'metastock') {
      const start = firstDefined(column);
      if (start + n - 1 < out.length) out[start + n - 1] = metastockFirst(column, start, n);
    }
    return out;
  });
}

/** 100·(G − penalty·L)/(G + L), 0 where there is no movement: `rsi` with penalty 0, `cmo` with penalty 1. */
export function gainBalance(x: Float64Array, n: number, penalty: number): Float64Array {
  n |= 0;
  penalty = +penalty;
  const length = x.length;
  const start = firstDefined(x);
  const first = start + n;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const fresh = 1 / n;
  const keep = (n - 1) / n;
  let gain = 0;
  let loss = 0;
  let previous = x[start]!;
  for (let i = start + 1; i <= first; i++) {
    const value = x[i]!;
    const change = value - previous;
    previous = value;
    if (change > 0) gain += change;
    else loss -= change;
  }
  gain /= n;
  loss /= n;
  out[first] = gain + loss === 0 ? 0 : (100 * (gain - penalty * loss)) / (gain + loss);
  for (let i = first + 1; i < length; i++) {
    const value = x[i]!;
    const change = value - previous;
    previous = value;
    gain = gain * keep + (change > 0 ? change : 0) * fresh;
    loss = loss * keep + (change > 0 ? 0 : -change) * fresh;
    const total = gain + loss;
    out[i] = total === 0 ? 0 : (100 * (gain - penalty * loss)) / total;
  }
  return out;
}

function metastockFirst(x: Float64Array, start: number, n: number): number {
  let gain = 0;
  let total = 0;
  for (let i = start + 1; i < start + n; i++) {
    const change = x[i]! - x[i - 1]!;
    if (change > 0) gain += change;
    total += Math.abs(change);
  }
  return total === 0 ? 0 : (100 * gain) / total;
}

export const rsiIndicator = defineIndicator({
  name: 'rsi',
  title: 'Relative strength index',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 14)],
  outputs: ['rsi'],
  warmup: ({ n }) => n,
  formula: '100·G/(G + L), G and L Wilder averages of gains and losses',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: rsi,
  stream: createRsi,
});
