import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRollingSum, rollingAnchored } from './rolling-sum.indicator.js';
import { createSma } from './sma.stream.js';
import type { PairStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Volume-weighted moving average of `x` over `n` bars, in the unit of `x`. A window without any volume has equal
 * weights: the simple mean.
 * @param x values; a NaN prefix is skipped
 * @param volume volumes ≥ 0, same length
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a bad n
 */
export function vwma(x: Series, volume: Series, n = 20): Float64Array {
  requireEqualLengths('vwma', x, volume);
  requireInteger('vwma', 'n', n, 1);
  return perRun([toColumn(x), toColumn(volume)], (price, v) => weightedMean(price, v, n));
}

function weightedMean(price: Float64Array, v: Float64Array, n: number): Float64Array {
  const length = price.length;
  const start = Math.max(firstDefined(price), firstDefined(v));
  const weights = columnFrom(length, start);
  const weighted = columnFrom(length, start);
  for (let i = start; i < length; i++) {
    weights[i] = v[i]!;
    weighted[i] = price[i]! * v[i]!;
  }
  const out = rollingAnchored(weighted, n, n);
  const total = rollingAnchored(weights, n, n);
  const plain = rollingAnchored(price, n, 1);
  for (let i = 0; i < length; i++) out[i] = total[i]! > 0 ? out[i]! / total[i]! : total[i] === 0 ? plain[i]! : NaN;
  return out;
}

/**
 * Streaming {@link vwma}.
 * @throws RangeError when a parameter is out of range
 */
export function createVwma(n = 20): PairStream {
  return restarting(() => {
    const weights = createRollingSum(requireInteger('vwma', 'n', n, 1));
    const weighted = createRollingSum(n);
    const plain = createSma(n);
    return {
      next(value, volume) {
        const product = value * volume;
        const total = weights.next(Number.isNaN(product) ? Number.NaN : volume);
        const sum = weighted.next(product);
        const mean = plain.next(value);
        return total > 0 ? sum / total : total === 0 ? mean : Number.NaN;
      },
    };
  });
}

export const vwmaIndicator = defineIndicator({
  name: 'vwma',
  title: 'Volume-weighted moving average',
  group: 'average',
  inputs: ['close', 'volume'],
  params: [period('n', 20)],
  outputs: ['vwma'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ x·V / Σ V over n bars',
  source: 'definition',
  compute: vwma,
  stream: createVwma,
});
