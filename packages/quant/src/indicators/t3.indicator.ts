import { requireInteger, requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, factor, period, TA_LIB } from './indicator-spec.js';
import type { SeriesStream } from './series-stream.js';
import { createEma } from './ema.stream.js';

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
  const e3 = ema(ema(ema(toColumn(x), n), n), n);
  const e4 = ema(e3, n);
  const e5 = ema(e4, n);
  const out = ema(e5, n);
  const c1 = -v * v * v;
  const c2 = 3 * v * v * (1 + v);
  const c3 = -3 * v * (1 + v) * (1 + v);
  const c4 = (1 + v) * (1 + v) * (1 + v);
  for (let i = 0; i < out.length; i++) out[i] = c1 * out[i]! + c2 * e5[i]! + c3 * e4[i]! + c4 * e3[i]!;
  return out;
}

/**
 * Streaming {@link t3}.
 * @throws RangeError when a parameter is out of range
 */
export function createT3(n = 5, volumeFactor = 0.7): SeriesStream {
  requireInteger('t3', 'n', n, 1);
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
