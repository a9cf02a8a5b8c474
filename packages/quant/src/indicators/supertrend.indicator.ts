import { requireEqualLengths, requireInteger, requireNumber } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { averageRange } from './atr.indicator.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import type { BarStream, Outputs } from './series-stream.js';
import { createAtr } from './atr.stream.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

/** The trailing band in price, and the trend it implies: +1 up (band below the price), −1 down. */
export interface SupertrendResult extends Readonly<Record<string, Float64Array>> {
  readonly supertrend: Float64Array;
  readonly direction: Float64Array;
}

/**
 * Supertrend: bands `k` average true ranges around the median price that only tighten until the close breaks them.
 * It starts upward when the first close is at or above the median price.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n period of the average true range, ≥ 1; default 10
 * @param k half-width in average true ranges, ≥ 0; default 3
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad parameter
 */
export function supertrend(high: Series, low: Series, close: Series, n = 10, k = 3): SupertrendResult {
  requireEqualLengths('supertrend', high, low, close);
  requireInteger('supertrend', 'n', n, 1);
  requireNumber('supertrend', 'k', k, 0);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => trendKernel(h, l, c, n, k));
}

function trendKernel(h: Float64Array, l: Float64Array, c: Float64Array, n: number, k: number): SupertrendResult {
  const width = averageRange(h, l, c, n);
  const length = width.length;
  const first = firstDefined(width);
  const band = columnFrom(length, first);
  const direction = columnFrom(length, first);
  let upper = Infinity;
  let lower = -Infinity;
  let up = first < length && c[first]! >= (h[first]! + l[first]!) / 2;
  for (let i = first; i < length; i++) {
    const middle = (h[i]! + l[i]!) / 2;
    const previous = i > first ? c[i - 1]! : c[i]!;
    const top = middle + k * width[i]!;
    const bottom = middle - k * width[i]!;
    if (top < upper || previous > upper) upper = top;
    if (bottom > lower || previous < lower) lower = bottom;
    if (up && c[i]! < lower) up = false;
    else if (!up && c[i]! > upper) up = true;
    band[i] = up ? lower : upper;
    direction[i] = up ? 1 : -1;
  }
  markGap(band, Number.isNaN(width[length - 1]), h, l, c);
  return { supertrend: band, direction };
}

/**
 * Streaming {@link supertrend}; `next` returns the band.
 * @throws RangeError when a parameter is out of range
 */
export function createSupertrend(n = 10, k = 3): BarStream & Outputs<'supertrend' | 'direction'> {
  requireNumber('supertrend', 'k', k, 0);
  return restarting(() => {
    const ranges = createAtr(n);
    const out = { supertrend: Number.NaN, direction: Number.NaN };
    let upper = Infinity;
    let lower = -Infinity;
    let previous = Number.NaN;
    let up = true;
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const width = k * ranges.next(high, low, close);
        if (Number.isNaN(width)) return Number.NaN;
        const middle = (high + low) / 2;
        if (Number.isNaN(previous)) {
          up = close >= middle;
          previous = close;
        }
        if (middle + width < upper || previous > upper) upper = middle + width;
        if (middle - width > lower || previous < lower) lower = middle - width;
        if (up && close < lower) up = false;
        else if (!up && close > upper) up = true;
        previous = close;
        out.supertrend = up ? lower : upper;
        out.direction = up ? 1 : -1;
        return out.supertrend;
      },
    });
  });
}

export const supertrendIndicator = defineIndicator({
  name: 'supertrend',
  title: 'Supertrend',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 10), factor('k', 3)],
  outputs: ['supertrend', 'direction'],
  warmup: ({ n }) => n,
  formula: '(H + L)/2 ∓ k·ATR, tightening only, switched when the close breaks it',
  source: 'O. Seban',
  compute: supertrend,
  stream: createSupertrend,
});
