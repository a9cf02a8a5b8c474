import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createEma } from './ema.stream.js';
import { perRun } from './per-run.js';

/** How an exponential average starts: from the mean of its first n values (TA-Lib) or from the first value (Metastock). */
export type EmaSeed = 'sma' | 'first';

/**
 * Exponential moving average with smoothing 2/(n + 1), in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 1
 * @param seed `'sma'` (default) or `'first'`, see {@link EmaSeed}
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when n is not an integer ≥ 1
 */
export function ema(x: Series, n: number, seed: EmaSeed = 'sma'): Float64Array {
  requireInteger('ema', 'n', n, 1);
  return perRun([toColumn(x)], (column) => {
    const start = firstDefined(column);
    return seed === 'first' ? emaFromFirst(column, n, start) : emaFrom(column, n, start, 2 / (n + 1));
  });
}

/** Exponential average of `x[start…]`, seeded with the mean of its first `n` values. The kernel of all EMA forms. */
export function emaFrom(x: Float64Array, n: number, start: number, smoothing: number): Float64Array {
  n |= 0;
  start |= 0;
  const k = +smoothing;
  const length = x.length;
  const first = start + n - 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  let value = meanOf(x, start, n);
  out[first] = value;
  for (let i = first + 1; i < length; i++) {
    value += k * (x[i]! - value);
    out[i] = value;
  }
  return out;
}

/** Mean of `n` values from `start`, taken around the first of them: exact for equal values. */
export function meanOf(x: Float64Array, start: number, n: number): number {
  const anchor = x[start]!;
  let sum = 0;
  for (let i = start + 1; i < start + n; i++) sum += x[i]! - anchor;
  return anchor + sum / n;
}

function emaFromFirst(x: Float64Array, n: number, start: number): Float64Array {
  const k = 2 / (n + 1);
  const length = x.length;
  const first = start + n - 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  let value = x[start]!;
  for (let i = start + 1; i <= first; i++) value += k * (x[i]! - value);
  out[first] = value;
  for (let i = first + 1; i < length; i++) {
    value += k * (x[i]! - value);
    out[i] = value;
  }
  return out;
}

export const emaIndicator = defineIndicator({
  name: 'ema',
  title: 'Exponential moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['ema'],
  warmup: ({ n }) => n - 1,
  formula: 'y ← y + 2/(n+1)·(x − y), seeded with the mean of the first n values',
  source: TA_LIB,
  compute: ema,
  stream: createEma,
});
