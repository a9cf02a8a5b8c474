import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { upMove } from './directional-movement.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { RangeStream } from './series-stream.js';

/**
 * Plus directional movement, Wilder-summed over `n` bars, in price.
 * @param high highs
 * @param low lows, same length
 * @param n period in bars, ≥ 1 (1: the raw one-bar movement); default 14
 * @returns same length; NaN before bar n − 1 (bar 1 for n = 1)
 * @throws RangeError on unequal lengths or a bad n
 */
export function plusDm(high: Series, low: Series, n = 14): Float64Array {
  requireEqualLengths('plusDm', high, low);
  requireInteger('plusDm', 'n', n, 1);
  const h = toColumn(high);
  const l = toColumn(low);
  const start = Math.max(firstDefined(h), firstDefined(l));
  const first = start + Math.max(1, n - 1);
  const out = columnFrom(h.length, first);
  const keep = n > 1 ? 1 - 1 / n : 0;
  let sum = 0;
  for (let i = start + 1; i < out.length; i++) {
    const move = upMove(h[i]! - h[i - 1]!, l[i - 1]! - l[i]!);
    sum = sum * (i <= first ? 1 : keep) + move;
    if (i >= first) out[i] = sum;
  }
  return out;
}

/**
 * Streaming {@link plusDm}.
 * @throws RangeError when a parameter is out of range
 */
export function createPlusDm(n = 14): RangeStream {
  requireInteger('plusDm', 'n', n, 1);
  const needed = Math.max(1, n - 1);
  const keep = n > 1 ? 1 - 1 / n : 0;
  let bars = -1;
  let lastHigh = 0;
  let lastLow = 0;
  let sum = 0;
  return {
    next(high, low) {
      if (bars < 0) bars = Number.isNaN(high + low) ? -1 : 0;
      else {
        bars++;
        sum = sum * (bars <= needed ? 1 : keep) + upMove(high - lastHigh, lastLow - low);
      }
      lastHigh = high;
      lastLow = low;
      return bars >= needed ? sum : Number.NaN;
    },
  };
}

export const plusDmIndicator = defineIndicator({
  name: 'plusDm',
  title: 'Plus directional movement',
  inputs: ['high', 'low'],
  params: [period('n', 14)],
  outputs: ['plusDm'],
  warmup: ({ n }) => Math.max(1, n - 1),
  formula: 'Wilder sum of H − H₁ where it is positive and exceeds L₁ − L',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: plusDm,
  stream: createPlusDm,
});
