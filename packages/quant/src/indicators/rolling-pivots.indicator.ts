import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Floor-trader pivots from the high, low and last close of the `n` bars before this one, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n bars before this one, ≥ 1; default 20
 * @returns `s3`, `s2`, `s1`, `pivot`, `r1`, `r2` and `r3`, same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function rollingPivots(
  high: Series,
  low: Series,
  close: Series,
  n = 20,
): OutputColumns<'s3' | 's2' | 's1' | 'pivot' | 'r1' | 'r2' | 'r3'> {
  return runOutputs(
    'rollingPivots',
    createRollingPivots(n),
    ['s3', 's2', 's1', 'pivot', 'r1', 'r2', 'r3'],
    high,
    low,
    close,
  );
}

/**
 * Streaming {@link rollingPivots}; `next` returns `s3`.
 * @throws RangeError when a parameter is out of range
 */
export function createRollingPivots(n = 20): BarStream & Outputs<'s3' | 's2' | 's1' | 'pivot' | 'r1' | 'r2' | 'r3'> {
  requireInteger('rollingPivots', 'n', n, 1);
  return restarting(() => {
    const highest = new ExtremeStream(n, 1);
    const lowest = new ExtremeStream(n, -1);
    let top = Number.NaN;
    let bottom = Number.NaN;
    let last = Number.NaN;
    const out = {
      s3: Number.NaN,
      s2: Number.NaN,
      s1: Number.NaN,
      pivot: Number.NaN,
      r1: Number.NaN,
      r2: Number.NaN,
      r3: Number.NaN,
    };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const p = (top + bottom + last) / 3;
        out.s3 = bottom - 2 * (top - p);
        out.s2 = p - (top - bottom);
        out.s1 = 2 * p - top;
        out.pivot = p;
        out.r1 = 2 * p - bottom;
        out.r2 = p + (top - bottom);
        out.r3 = top + 2 * (p - bottom);
        top = highest.next(high);
        bottom = lowest.next(low);
        last = close;
        return out.pivot;
      },
    });
  });
}

export const rollingPivotsIndicator = defineIndicator({
  name: 'rollingPivots',
  title: 'Rolling pivot points',
  group: 'price',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 20)],
  outputs: ['s3', 's2', 's1', 'pivot', 'r1', 'r2', 'r3'],
  warmup: ({ n }) => n,
  formula: 'p = (H + L + C)/3; r1 = 2p − L, s1 = 2p − H; r2, s2 = p ± (H − L); r3 = H + 2(p − L), s3 = L − 2(H − p)',
  source: 'floor-trader pivots',
  compute: rollingPivots,
  stream: createRollingPivots,
});
