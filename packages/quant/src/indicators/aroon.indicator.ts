import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { ExtremeStream } from './extreme-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

/** How recent the last low and the last high of the window are, 100 = this bar, 0 = n bars ago. */
export interface AroonResult extends Readonly<Record<string, Float64Array>> {
  readonly down: Float64Array;
  readonly up: Float64Array;
}

/**
 * Aroon: recency of the highest high and lowest low of the last n + 1 bars; of equal extremes the latest counts.
 * @param high highs
 * @param low lows, same length
 * @param n bars back, ≥ 1; default 14
 * @returns `down` and `up`, same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function aroon(high: Series, low: Series, n = 14): AroonResult {
  requireEqualLengths('aroon', high, low);
  requireInteger('aroon', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low)], (h, l) => aroonKernel(h, l, n));
}

function aroonKernel(h: Float64Array, l: Float64Array, n: number): AroonResult {
  n |= 0;
  const length = h.length;
  const start = Math.max(firstDefined(h), firstDefined(l));
  const down = columnFrom(length, start + n);
  const up = columnFrom(length, start + n);
  const step = 100 / n;
  let topAt = -1;
  let bottomAt = -1;
  let gap = false;
  for (let i = start; i < start + n && i < length; i++) if (Number.isNaN(h[i]! + l[i]!)) gap = true;
  for (let i = start + n; i < length; i++) {
    if (h[i]! !== h[i]! || l[i]! !== l[i]!) gap = true;
    topAt = topAt < i - n ? latestHighest(h, i - n, i) : h[i]! >= h[topAt]! ? i : topAt;
    bottomAt = bottomAt < i - n ? latestLowest(l, i - n, i) : l[i]! <= l[bottomAt]! ? i : bottomAt;
    up[i] = step * (n - (i - topAt));
    down[i] = step * (n - (i - bottomAt));
  }
  markGap(down, gap, h, l);
  return { down, up };
}

function latestHighest(x: Float64Array, from: number, to: number): number {
  let at = from;
  for (let i = from + 1; i <= to; i++) if (x[i]! >= x[at]!) at = i;
  return at;
}

function latestLowest(x: Float64Array, from: number, to: number): number {
  let at = from;
  for (let i = from + 1; i <= to; i++) if (x[i]! <= x[at]!) at = i;
  return at;
}

/**
 * Streaming {@link aroon}; `next` returns `down`.
 * @throws RangeError when a parameter is out of range
 */
export function createAroon(n = 14): RangeStream & Outputs<'down' | 'up'> {
  requireInteger('aroon', 'n', n, 1);
  return restarting(() => {
    const top = new ExtremeStream(n + 1, 1);
    const bottom = new ExtremeStream(n + 1, -1);
    const step = 100 / n;
    const out = { down: Number.NaN, up: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        const full = !Number.isNaN(top.next(high) + bottom.next(low));
        out.down = full ? step * (n - bottom.age) : Number.NaN;
        out.up = full ? step * (n - top.age) : Number.NaN;
        return out.down;
      },
    });
  });
}

export const aroonIndicator = defineIndicator({
  name: 'aroon',
  title: 'Aroon',
  group: 'trend',
  inputs: ['high', 'low'],
  params: [period('n', 14)],
  outputs: ['down', 'up'],
  warmup: ({ n }) => n,
  formula: '100·(n − bars since the extreme)/n',
  source: `${TA_LIB}; T. Chande (1995)`,
  compute: aroon,
  stream: createAroon,
});
