import { requireEqualLengths, requireNumber } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, factor, TA_LIB } from './indicator-spec.js';
import type { RangeStream } from './series-stream.js';
import { ParabolicStop } from './parabolic-stop.js';

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
  const length = requireEqualLengths('sar', high, low);
  const limit = requireNumber('sar', 'maximum', maximum, 0);
  const step = Math.min(requireNumber('sar', 'acceleration', acceleration, 0), limit);
  const h = toColumn(high);
  const l = toColumn(low);
  const first = Math.max(firstDefined(h), firstDefined(l)) + 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const fall = l[first - 1]! - l[first]!;
  let long = !(fall > 0 && fall > h[first]! - h[first - 1]!);
  let extreme = long ? h[first]! : l[first]!;
  let stop = long ? l[first - 1]! : h[first - 1]!;
  let speed = step;
  for (let i = first; i < length; i++) {
    const before = i === first ? i : i - 1;
    const top = Math.max(h[i]!, h[before]!);
    const bottom = Math.min(l[i]!, l[before]!);
    const reversed = long ? l[i]! <= stop : h[i]! >= stop;
    if (reversed) {
      stop = long ? Math.max(extreme, top) : Math.min(extreme, bottom);
      out[i] = stop;
      long = !long;
      speed = step;
      extreme = long ? h[i]! : l[i]!;
    } else {
      out[i] = stop;
      if (long ? h[i]! > extreme : l[i]! < extreme) {
        extreme = long ? h[i]! : l[i]!;
        speed = Math.min(speed + step, limit);
      }
    }
    stop += speed * (extreme - stop);
    stop = long ? Math.min(stop, bottom) : Math.max(stop, top);
  }
  return out;
}

/**
 * Streaming {@link sar}.
 * @throws RangeError when a parameter is out of range
 */
export function createSar(acceleration = 0.02, maximum = 0.2): RangeStream {
  const limit = requireNumber('sar', 'maximum', maximum, 0);
  const step = requireNumber('sar', 'acceleration', acceleration, 0);
  const pace = { start: step, step, limit };
  return new ParabolicStop(pace, pace);
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
