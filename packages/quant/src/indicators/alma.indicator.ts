import { exp } from '../elementary/index.js';
import { requireInteger, requireNumber } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

/**
 * Arnaud Legoux moving average: Gaussian weights centred at `offset` of the window, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 9
 * @param offset centre of the weights, 0 (oldest) … 1 (newest), beyond that towards the newest value alone; default 0.85
 * @param sigma n/sigma is the width of the weights, > 0; default 6
 * @returns same length; NaN before bar n − 1
 * @throws RangeError when a parameter is out of range
 */
export function alma(x: Series, n = 9, offset = 0.85, sigma = 6): Float64Array {
  check(n, offset, sigma);
  const column = toColumn(x);
  if (n > column.length) return columnFrom(column.length, column.length);
  const weights = almaWeights(n, offset, sigma);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return perRun([column], (x) => weightedAverage(x, weights, total));
}

function weightedAverage(column: Float64Array, weights: Float64Array, total: number): Float64Array {
  const n = weights.length;
  const first = firstDefined(column) + n - 1;
  const out = columnFrom(column.length, first);
  let seen = 0;
  for (let i = first; i < out.length; i++) {
    const anchor = column[i]!;
    let sum = 0;
    for (let j = 0; j < n; j++) sum += weights[j]! * (column[i - n + 1 + j]! - anchor);
    seen += sum;
    out[i] = anchor + sum / total;
  }
  markGap(out, Number.isNaN(seen), column);
  return out;
}

function check(n: number, offset: number, sigma: number): void {
  requireInteger('alma', 'n', n, 1);
  requireNumber('alma', 'offset', offset, 0);
  requireNumber('alma', 'sigma', sigma, Number.MIN_VALUE);
}

function almaWeights(n: number, offset: number, sigma: number): Float64Array {
  const centre = offset * (n - 1);
  const width = n / sigma;
  const nearest = Math.max(0, Math.min(n - 1, Math.round(centre)));
  // In parts of the largest weight, so that they do not all vanish where the centre lies far outside.
  const weight = (j: number): number => exp(((nearest - j) * (j + nearest - 2 * centre)) / width / width / 2);
  return Float64Array.from({ length: n }, (_, j) => (j === nearest ? 1 : weight(j)));
}

/**
 * Streaming {@link alma}.
 * @throws RangeError when a parameter is out of range
 */
export function createAlma(n = 9, offset = 0.85, sigma = 6): SeriesStream {
  check(n, offset, sigma);
  return restarting(() => {
    const weights = almaWeights(n, offset, sigma);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const window = new ValueWindow(n);
    return {
      next(value) {
        if (Number.isNaN(value) && window.count === 0) return Number.NaN;
        window.push(value);
        if (!window.full) return Number.NaN;
        let sum = 0;
        for (let j = 0; j < n; j++) sum += weights[j]! * (window.at(j) - value);
        return value + sum / total;
      },
    };
  });
}

export const almaIndicator = defineIndicator({
  name: 'alma',
  title: 'Arnaud Legoux moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 9), factor('offset', 0.85), factor('sigma', 6, Number.MIN_VALUE)],
  outputs: ['alma'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ w_j·x_j / Σ w_j, w_j = exp(−(j − offset·(n−1))²/(2(n/sigma)²))',
  source: 'A. Legoux and D. Kouzis-Loukas (2009)',
  compute: alma,
  stream: createAlma,
});
