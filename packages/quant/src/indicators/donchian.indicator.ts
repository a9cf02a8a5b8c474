import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { rollingMaximum, rollingMinimum } from './rolling-extreme.js';
import { ExtremeStream } from './extreme-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/** A channel around the price: three columns in price. */
export interface ChannelResult extends Readonly<Record<string, Float64Array>> {
  readonly upper: Float64Array;
  readonly middle: Float64Array;
  readonly lower: Float64Array;
}

/**
 * Donchian channel: highest high, lowest low and their middle over the last `n` bars, the current one included.
 * For a breakout signal compare with the channel of the bar before.
 * @param high highs
 * @param low lows, same length
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a bad n
 */
export function donchian(high: Series, low: Series, n = 20): ChannelResult {
  requireEqualLengths('donchian', high, low);
  requireInteger('donchian', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low)], (h, l) => {
    const upper = rollingMaximum(h, n);
    const lower = rollingMinimum(l, n);
    const middle = new Float64Array(upper.length);
    for (let i = 0; i < middle.length; i++) middle[i] = (upper[i]! + lower[i]!) / 2;
    return { upper, middle, lower };
  });
}

/**
 * Streaming {@link donchian}; `next` returns the upper line.
 * @throws RangeError when a parameter is out of range
 */
export function createDonchian(n = 20): RangeStream & Outputs<'upper' | 'middle' | 'lower'> {
  return restarting(() => {
    const top = new ExtremeStream(requireInteger('donchian', 'n', n, 1), 1);
    const bottom = new ExtremeStream(n, -1);
    const out = { upper: Number.NaN, middle: Number.NaN, lower: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        out.upper = top.next(high);
        out.lower = bottom.next(low);
        out.middle = (out.upper + out.lower) / 2;
        return out.upper;
      },
    });
  });
}

export const donchianIndicator = defineIndicator({
  name: 'donchian',
  title: 'Donchian channel',
  group: 'band',
  inputs: ['high', 'low'],
  params: [period('n', 20)],
  outputs: ['upper', 'middle', 'lower'],
  warmup: ({ n }) => n - 1,
  formula: 'highest high, lowest low, their mean',
  source: 'R. Donchian',
  compute: donchian,
  stream: createDonchian,
});
