import { requireInteger, requireNumber } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, factor, period, TA_LIB } from './indicator-spec.js';
import type { SeriesStream } from './series-stream.js';
import { createEma } from './ema.stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Tillson's T3: a generalised DEMA applied three times, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n period of each exponential pass in bars, ≥ 1; default 5
 * @param volumeFactor 0 gives a triple EMA, 1 a triple DEMA; default 0.7
 * @returns same length; NaN before bar 6(n − 1)
 * @throws RangeError when n is not an integer ≥ 1 or volumeFactor is negative
 */
export function t3(x: Series, n = 5, volumeFactor = 0.7): Float64Array {
  requireInteger('t3', 'n', n, 1);
  const v = requireNumber('t3', 'volumeFactor', volumeFactor, 0);
  return perRun([toColumn(x)], (column) => t3Kernel(column, n, v));
}

function t3Kernel(x: Float64Array, n: number, v: number): Float64Array {
  const length = x.length;
  const first = firstDefined(x) + 6 * (n - 1);
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const c1 = -v * v * v;
  const c2 = 3 * v * v * (1 + v);
  const c3 = -3 * v * (1 + v) * (1 + v);
  const c4 = (1 + v) * (1 + v) * (1 + v);
  const k = 2 / (n + 1);
  // Up to the first bar pass by pass, from there all passes side by side.
  let pass = x.subarray(0, first + 1);
  const seeds = Array.from({ length: 6 }, () => (pass = ema(pass, n))[first]!);
  let [e1, e2, e3, e4, e5, e6] = seeds as [number, number, number, number, number, number];
  out[first] = c1 * e6 + c2 * e5 + c3 * e4 + c4 * e3;
  for (let i = first + 1; i < length; i++) {
    e1 += k * (x[i]! - e1);
    e2 += k * (e1 - e2);
    e3 += k * (e2 - e3);
    e4 += k * (e3 - e4);
    e5 += k * (e4 - e5);
    e6 += k * (e5 - e6);
    out[i] = c1 * e6 + c2 * e5 + c3 * e4 + c4 * e3;
  }
  return out;
}

/**
 * Streaming {@link t3}.
 * @throws RangeError when a parameter is out of range
 */
export function createT3(n = 5, volumeFactor = 0.7): SeriesStream {
  requireInteger('t3', 'n', n, 1);
  return restarting(() => {
    const v = requireNumber('t3', 'volumeFactor', volumeFactor, 0);
    const passes = Array.from({ length: 6 }, () => createEma(n));
    const c1 = -v * v * v;
    const c2 = 3 * v * v * (1 + v);
    const c3 = -3 * v * (1 + v) * (1 + v);
    const c4 = (1 + v) * (1 + v) * (1 + v);
    const e = new Float64Array(6);
    return {
      next(value) {
        for (let k = 0; k < 6; k++) e[k] = passes[k]!.next(k === 0 ? value : e[k - 1]!);
        return c1 * e[5]! + c2 * e[4]! + c3 * e[3]! + c4 * e[2]!;
      },
    };
  });
}

export const t3Indicator = defineIndicator({
  name: 't3',
  title: 'Tillson T3',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 5), factor('volumeFactor', 0.7)],
  outputs: ['t3'],
  warmup: ({ n }) => 6 * (n - 1),
  formula: '−v³·e6 + 3v²(1+v)·e5 − 3v(1+v)²·e4 + (1+v)³·e3, e_k = k-fold EMA',
  source: `${TA_LIB}; T. Tillson (1998)`,
  compute: t3,
  stream: createT3,
});
