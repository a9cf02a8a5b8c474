import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createRollingSum, rollingSum } from './rolling-sum.indicator.js';
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

function adaptiveAverage(column: Float64Array, n: number, fast: number, slow: number): Float64Array {
  const length = column.length;
  const first = firstDefined(column) + n;
  const change = columnFrom(length, 1);
  for (let i = 1; i < length; i++) change[i] = Math.abs(column[i]! - column[i - 1]!);
  const out = rollingSum(change, n);
  if (first >= length) return out;
  const slowest = 2 / (slow + 1);
  const span = 2 / (fast + 1) - slowest;
  let value = column[first - 1]!;
  for (let i = first; i < length; i++) {
    const travelled = out[i]!;
    const net = Math.abs(column[i]! - column[i - n]!);
    const ratio = travelled <= net ? 1 : net / travelled;
    const smoothing = ratio * span + slowest;
    value += smoothing * smoothing * (column[i]! - value);
    out[i] = value;
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
