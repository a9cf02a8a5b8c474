import { requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, factor } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * The latest confirmed turn of at least `percent`: its price, the bars since it happened, and the direction of the leg
 * after it. A turn is known only when the price has moved `percent` away from it, so nothing repaints; NaN until the
 * first.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param percent size of a turn in percent, ≥ Number.MIN_VALUE; default 5
 * @returns `pivot`, `age` and `direction`, same length; NaN before bar 1 and until the first turn is confirmed
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function zigzag(high: Series, low: Series, percent = 5): OutputColumns<'pivot' | 'age' | 'direction'> {
  return runOutputs('zigzag', createZigzag(percent), ['pivot', 'age', 'direction'], high, low);
}

/**
 * Streaming {@link zigzag}; `next` returns `pivot`.
 * @throws RangeError when a parameter is out of range
 */
export function createZigzag(percent = 5): RangeStream & Outputs<'pivot' | 'age' | 'direction'> {
  requireNumber('zigzag', 'percent', percent, Number.MIN_VALUE);
  return restarting(() => {
    const share = percent / 100;
    let bars = -1;
    let top = Number.NaN;
    let topAt = 0;
    let bottom = Number.NaN;
    let bottomAt = 0;
    let pivotAt = 0;
    const out = { pivot: Number.NaN, age: Number.NaN, direction: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        if (bars < 0 && Number.isNaN(high + low)) return Number.NaN;
        bars++;
        if (bars === 0 || (high >= top && !(out.direction < 0)) || (out.direction < 0 && high > top)) {
          top = high;
          topAt = bars;
        }
        if (bars === 0 || (low <= bottom && !(out.direction > 0)) || (out.direction > 0 && low < bottom)) {
          bottom = low;
          bottomAt = bars;
        }
        if (!(out.direction < 0) && topAt < bars && low <= top * (1 - share)) {
          out.pivot = top;
          pivotAt = topAt;
          out.direction = -1;
          bottom = low;
          bottomAt = bars;
        } else if (!(out.direction > 0) && bottomAt < bars && high >= bottom * (1 + share)) {
          out.pivot = bottom;
          pivotAt = bottomAt;
          out.direction = 1;
          top = high;
          topAt = bars;
        }
        out.age = Number.isNaN(out.direction) ? Number.NaN : bars - pivotAt;
        return out.pivot;
      },
    });
  });
}

export const zigzagIndicator = defineIndicator({
  name: 'zigzag',
  title: 'Zigzag',
  group: 'trend',
  inputs: ['high', 'low'],
  params: [factor('percent', 5, Number.MIN_VALUE)],
  outputs: ['pivot', 'age', 'direction'],
  warmup: () => 1,
  formula: 'extreme of a leg, confirmed by a move of percent against it',
  source: 'definition; confirmed form',
  compute: zigzag,
  stream: createZigzag,
  sparse: true,
});
