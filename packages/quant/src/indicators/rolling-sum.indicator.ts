import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { AnchoredStream } from './sma.stream.js';
import type { SeriesStream } from './series-stream.js';

/**
 * Sum of the last `n` values.
 * Kept as n·a + Σ(x − a) around an anchor `a`, renewed every `max(256, 4n)` bars, when `n` equal values have gone by and
 * when the total has become small against what was summed; so neither an offset nor a spike leaves rounding noise behind.
 * @param x values, any unit; a NaN prefix is skipped
 * @param n window in bars, ≥ 1
 * @returns same length; NaN before bar n − 1 (counted from the first defined input)
 * @throws RangeError when n is not an integer ≥ 1
 */
export function rollingSum(x: Series, n: number): Float64Array {
  return rollingAnchored(toColumn(x), requireInteger('rollingSum', 'n', n, 1), n);
}

/** Anchored rolling sum times `scale`/n: scale n gives sums, scale 1 means. The kernel of `rollingSum` and `sma`. */
export function rollingAnchored(x: Float64Array, n: number, scale: number): Float64Array {
  n |= 0;
  const length = x.length;
  const start = firstDefined(x);
  const first = start + n - 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const k = scale / n;
  const block = n > 64 ? 4 * n : 256;
  let anchor = x[first]!;
  let sum = 0;
  let run = 1;
  for (let i = start; i < first; i++) {
    sum += x[i]! - anchor;
    run = x[i + 1] === x[i]! ? run + 1 : 1;
  }
  out[first] = scale * anchor + sum * k;
  let peak = Math.abs(sum);
  let i = first + 1;
  while (i < length) {
    const end = i + block < length ? i + block : length;
    for (; i < end; i++) {
      const value = x[i]!;
      sum += value - x[i - n]!;
      run = value === x[i - 1]! ? run + 1 : 1;
      if (Math.abs(sum) > peak) peak = Math.abs(sum);
      if (run === n || Math.abs(n * anchor + sum) < 1e-3 * peak) {
        anchor = value;
        sum = 0;
        if (run < n) for (let j = i - n + 1; j < i; j++) sum += x[j]! - anchor;
        peak = Math.abs(sum);
      }
      out[i] = scale * anchor + sum * k;
    }
    if (i < length) {
      anchor = x[i - 1]!;
      sum = 0;
      for (let j = i - n; j < i - 1; j++) sum += x[j]! - anchor;
      peak = Math.abs(sum);
    }
  }
  return out;
}

/**
 * Streaming {@link rollingSum}.
 * @throws RangeError when a parameter is out of range
 */
export function createRollingSum(n: number): SeriesStream {
  return new AnchoredStream(requireInteger('rollingSum', 'n', n, 1), n);
}

export const rollingSumIndicator = defineIndicator({
  name: 'rollingSum',
  title: 'Rolling sum',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['rollingSum'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ x over the last n bars',
  source: 'TA-Lib 0.4.0 SUM',
  compute: rollingSum,
  stream: createRollingSum,
});
