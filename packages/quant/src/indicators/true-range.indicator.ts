import { requireEqualLengths } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

/**
 * True range: the bar's range extended to the previous close, in price.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @returns same length; NaN before bar 1
 * @throws RangeError on unequal lengths
 */
export function trueRange(high: Series, low: Series, close: Series): Float64Array {
  requireEqualLengths('trueRange', high, low, close);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], rangeKernel);
}

function rangeKernel(h: Float64Array, l: Float64Array, c: Float64Array): Float64Array {
  const length = c.length;
  const first = Math.max(firstDefined(h), firstDefined(l), firstDefined(c)) + 1;
  const out = columnFrom(length, first);
  let seen = 0;
  for (let i = first; i < length; i++) {
    const top = h[i]!;
    const bottom = l[i]!;
    const before = c[i - 1]!;
    seen += top - bottom + before;
    out[i] = rangeWithGap(top, bottom, before);
  }
  markGap(out, Number.isNaN(seen), h, l, c);
  return out;
}

/** True range of one bar given the previous close. */
export function rangeWithGap(high: number, low: number, previousClose: number): number {
  const top = high > previousClose ? high : previousClose;
  const bottom = low < previousClose ? low : previousClose;
  return top - bottom;
}

/** Streaming {@link trueRange}. */
export function createTrueRange(): BarStream {
  return restarting(() => {
    let previous = Number.NaN;
    return {
      next(high, low, close) {
        const range = Number.isNaN(previous) ? Number.NaN : rangeWithGap(high, low, previous);
        previous = Number.isNaN(high + low) ? Number.NaN : close;
        return range;
      },
    };
  });
}

export const trueRangeIndicator = defineIndicator({
  name: 'trueRange',
  title: 'True range',
  group: 'volatility',
  inputs: ['high', 'low', 'close'],
  params: [],
  outputs: ['trueRange'],
  warmup: () => 1,
  formula: 'max(H, C₁) − min(L, C₁)',
  source: `${TA_LIB} TRANGE; J. W. Wilder (1978)`,
  compute: trueRange,
  stream: createTrueRange,
});
