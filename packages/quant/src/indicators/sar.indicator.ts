import { requireEqualLengths, requireNumber } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, factor, TA_LIB } from './indicator-spec.js';
import type { RangeStream } from './series-stream.js';
import { ParabolicStop } from './parabolic-stop.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

/**
 * Parabolic stop and reverse, in price. It starts long unless the first bar's downward movement is the larger one.
 * @param high highs
 * @param low lows, same length
 * @param acceleration start and increment of the acceleration factor, ≥ 0; default 0.02
 * @param maximum largest acceleration factor, ≥ 0; default 0.2
 * @returns same length; NaN before bar 1
 * @throws RangeError on unequal lengths or a negative factor
 */
export function sar(high: Series, low: Series, acceleration = 0.02, maximum = 0.2): Float64Array {
  requireEqualLengths('sar', high, low);
  const limit = requireNumber('sar', 'maximum', maximum, 0);
  const step = Math.min(requireNumber('sar', 'acceleration', acceleration, 0), limit);
  return perRun([toColumn(high), toColumn(low)], (h, l) => stops(h, l, step, limit));
}

function stops(h: Float64Array, l: Float64Array, step: number, limit: number): Float64Array {
  const length = h.length;
  const first = Math.max(firstDefined(h), firstDefined(l)) + 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const fall = l[first - 1]! - l[first]!;
  let long = !(fall > 0 && fall > h[first]! - h[first - 1]!);
  let extreme = long ? h[first]! : l[first]!;
  let stop = long ? l[first - 1]! : h[first - 1]!;
  let speed = step;
  let previousHigh = h[first]!;
  let previousLow = l[first]!;
  let seen = 0;
  let i = first;
  while (i < length) {
    for (; long && i < length; i++) {
      const high = h[i]!;
      const low = l[i]!;
      seen += high + low;
      const bottom = low < previousLow ? low : previousLow;
      if (low <= stop) {
        const top = high > previousHigh ? high : previousHigh;
        stop = extreme > top ? extreme : top;
        out[i] = stop;
        long = false;
        speed = step;
        extreme = low;
        stop += speed * (extreme - stop);
        if (stop < top) stop = top;
      } else {
        out[i] = stop;
        if (high > extreme) {
          extreme = high;
          speed = speed + step < limit ? speed + step : limit;
        }
        stop += speed * (extreme - stop);
        if (stop > bottom) stop = bottom;
      }
      previousHigh = high;
      previousLow = low;
    }
    for (; !long && i < length; i++) {
      const high = h[i]!;
      const low = l[i]!;
      seen += high + low;
      const top = high > previousHigh ? high : previousHigh;
      if (high >= stop) {
        const bottom = low < previousLow ? low : previousLow;
        stop = extreme < bottom ? extreme : bottom;
        out[i] = stop;
        long = true;
        speed = step;
        extreme = high;
        stop += speed * (extreme - stop);
        if (stop > bottom) stop = bottom;
      } else {
        out[i] = stop;
        if (low < extreme) {
          extreme = low;
          speed = speed + step < limit ? speed + step : limit;
        }
        stop += speed * (extreme - stop);
        if (stop < top) stop = top;
      }
      previousHigh = high;
      previousLow = low;
    }
  }
  markGap(out, Number.isNaN(seen), h, l);
  return out;
}

/**
 * Streaming {@link sar}.
 * @throws RangeError when a parameter is out of range
 */
export function createSar(acceleration = 0.02, maximum = 0.2): RangeStream {
  return restarting(() => {
    const limit = requireNumber('sar', 'maximum', maximum, 0);
    const step = requireNumber('sar', 'acceleration', acceleration, 0);
    const pace = { start: step, step, limit };
    return new ParabolicStop(pace, pace);
  });
}

export const sarIndicator = defineIndicator({
  name: 'sar',
  title: 'Parabolic SAR',
  group: 'trend',
  inputs: ['high', 'low'],
  params: [factor('acceleration', 0.02), factor('maximum', 0.2)],
  outputs: ['sar'],
  warmup: () => 1,
  formula: 'stop ← stop + af·(extreme − stop), bounded by the last two bars; reversed when touched',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: sar,
  stream: createSar,
});
