import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Kaufman's adaptive moving average, in the unit of `x`. Smooths fast when the efficiency ratio |net change| / Σ|changes|
 * is near 1, slowly when it is near 0; without any movement the ratio counts as 1.
 * @param x values; a NaN prefix is skipped
 * @param n bars of the efficiency ratio, ≥ 1; default 10
 * @param fast fastest EMA period, default 2
 * @param slow slowest EMA period, default 30
 * @returns same length; NaN before bar n; seeded with the value before the first output
 * @throws RangeError when a period is not an integer ≥ 1
 */
export function kama(x: Series, n = 10, fast = 2, slow = 30): Float64Array {
  requireInteger('kama', 'n', n, 1);
  requireInteger('kama', 'fast', fast, 1);
  requireInteger('kama', 'slow', slow, 1);
  return perRun([toColumn(x)], (column) => adaptiveAverage(column, n, fast, slow));
}

/** One pass: the way travelled is summed in blocks as `rollingSum` does it, from changes that are taken where they are needed. */
function adaptiveAverage(x: Float64Array, n: number, fast: number, slow: number): Float64Array {
  n |= 0;
  const { length } = x;
  const first = firstDefined(x) + n;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const rest = new Float64Array(n + 1);
  const slowest = 2 / (slow + 1);
  const span = 2 / (fast + 1) - slowest;
  let value = x[first - 1]!;
  for (let block = first; block < length; block += n) {
    const anchor = Math.abs(x[block]! - x[block - 1]!);
    const base = n * anchor;
    let sum = 0;
    for (let j = n - 1; j > 0; j--) {
      sum += Math.abs(x[block - n + j]! - x[block - n + j - 1]!) - anchor;
      rest[j] = sum;
    }
    const size = block + n < length ? n : length - block;
    sum = 0;
    for (let j = 0; j < size; j++) {
      const i = block + j;
      const now = x[i]!;
      sum += Math.abs(now - x[i - 1]!) - anchor;
      const travelled = base + (rest[j + 1]! + sum);
      const net = Math.abs(now - x[i - n]!);
      const ratio = travelled <= net ? 1 : net / travelled;
      const smoothing = ratio * span + slowest;
      value += smoothing * smoothing * (now - value);
      out[i] = value;
    }
  }
  return out;
}

/**
 * Streaming {@link kama}.
 * @throws RangeError when a parameter is out of range
 */
export function createKama(n = 10, fast = 2, slow = 30): SeriesStream {
  requireInteger('kama', 'n', n, 1);
  requireInteger('kama', 'fast', fast, 1);
  requireInteger('kama', 'slow', slow, 1);
  return restarting(() => {
    const window = new ValueWindow(n);
    const path = createRollingSum(n);
    const slowest = 2 / (slow + 1);
    const span = 2 / (fast + 1) - slowest;
    let previous = Number.NaN;
    let average = Number.NaN;
    return {
      next(value) {
        const travelled = path.next(Math.abs(value - previous));
        if (Number.isNaN(value) && window.count === 0) return Number.NaN;
        const ready = window.full;
        const net = Math.abs(value - window.push(value));
        if (ready) {
          if (Number.isNaN(average)) average = previous;
          const ratio = travelled <= net ? 1 : net / travelled;
          const smoothing = ratio * span + slowest;
          average += smoothing * smoothing * (value - average);
        }
        previous = value;
        return average;
      },
    };
  });
}

export const kamaIndicator = defineIndicator({
  name: 'kama',
  title: 'Kaufman adaptive moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 10), period('fast', 2), period('slow', 30)],
  outputs: ['kama'],
  warmup: ({ n }) => n,
  formula: 'y ← y + (ER·(2/(fast+1) − 2/(slow+1)) + 2/(slow+1))²·(x − y)',
  source: `${TA_LIB}; P. Kaufman, Smarter Trading (1995)`,
  compute: kama,
  stream: createKama,
});
