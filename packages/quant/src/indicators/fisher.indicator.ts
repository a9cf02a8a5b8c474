import { log } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Inverse hyperbolic tangent of where the median price lies in its range of `n` bars, smoothed; `trigger` is its value
 * one bar before. A window without range counts as its middle.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param n window in bars, ≥ 1; default 10
 * @returns `fisher` and `trigger`, same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function fisher(high: Series, low: Series, n = 10): OutputColumns<'fisher' | 'trigger'> {
  return runOutputs('fisher', createFisher(n), ['fisher', 'trigger'], high, low);
}

/**
 * Streaming {@link fisher}; `next` returns `fisher`.
 * @throws RangeError when a parameter is out of range
 */
export function createFisher(n = 10): RangeStream & Outputs<'fisher' | 'trigger'> {
  requireInteger('fisher', 'n', n, 1);
  return restarting(() => {
    const highest = new ExtremeStream(n, 1);
    const lowest = new ExtremeStream(n, -1);
    let x = 0;
    let value = Number.NaN;
    const out = { fisher: Number.NaN, trigger: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        const price = (high + low) / 2;
        const top = highest.next(price);
        const bottom = lowest.next(price);
        if (!Number.isNaN(top)) {
          const place = top === bottom ? 0 : 0.66 * ((price - bottom) / (top - bottom) - 0.5);
          x = place + 0.67 * x;
          if (Math.abs(x) > 0.99) x = 0.999 * Math.sign(x);
          const before = value;
          value = 0.5 * log((1 + x) / (1 - x)) + 0.5 * (Number.isNaN(before) ? 0 : before);
          if (!Number.isNaN(before)) {
            out.fisher = value;
            out.trigger = before;
          }
        }
        return out.fisher;
      },
    });
  });
}

export const fisherIndicator = defineIndicator({
  name: 'fisher',
  title: 'Fisher transform',
  group: 'momentum',
  inputs: ['high', 'low'],
  params: [period('n', 10)],
  outputs: ['fisher', 'trigger'],
  warmup: ({ n }) => n,
  formula: 'x ← .66·((p − min)/(max − min) − .5) + .67·x, beyond ±.99 taken as ±.999; f ← ½·ln((1 + x)/(1 − x)) + ½·f',
  source: 'J. Ehlers (2002)',
  compute: fisher,
  stream: createFisher,
});
