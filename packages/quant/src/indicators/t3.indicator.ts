import { requireInteger, requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, factor, period, TA_LIB } from './indicator-spec.js';

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

export const t3Indicator = defineIndicator({
  name: 't3',
  title: 'Tillson T3',
  inputs: ['close'],
  params: [period('n', 5), factor('volumeFactor', 0.7)],
  outputs: ['t3'],
  warmup: ({ n }) => 6 * (n - 1),
  formula: '−v³·e6 + 3v²(1+v)·e5 − 3v(1+v)²·e4 + (1+v)³·e3, e_k = k-fold EMA',
  source: `${TA_LIB}; T. Tillson (1998)`,
  compute: t3,
});
