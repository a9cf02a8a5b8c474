import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { averageLookback, createAverage } from './average-types.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { PairStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Moving average of `x` whose period at each bar is `y` there, cut to an integer within min…max. Recursive types are
 * seeded so that every period starts on the same bar (TA-Lib). Cost grows with max − min.
 * @param x values; a NaN prefix is skipped
 * @param y second series, same length
 * @param min shortest period, ≥ 1; default 2
 * @param max longest period, ≥ 1; default 30
 * @param type moving average type, 0 SMA, 1 EMA, 2 WMA, 3 DEMA, 4 TEMA, 5 TRIMA, 6 KAMA, 7 MAMA, 8 T3; default 0
 * @returns same length; NaN before the first bar of the average over max bars
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function mavp(x: Series, y: Series, min = 2, max = 30, type = 0): Float64Array {
  return runStream('mavp', createMavp(min, max, type), x, y);
}

/**
 * Streaming {@link mavp}.
 * @throws RangeError when a parameter is out of range
 */
export function createMavp(min = 2, max = 30, type = 0): PairStream {
  requireInteger('mavp', 'min', min, 1);
  requireInteger('mavp', 'max', max, 1);
  requireInteger('mavp', 'type', type, 0);
  return restarting(() => {
    if (max < min) throw new RangeError(`mavp: max must be at least min = ${min}, got ${max}`);
    const lookback = averageLookback('mavp', 'type', type, max);
    const averages = Array.from({ length: max - min + 1 }, (_, k) =>
      createAverage('mavp', 'type', type, min + k, lookback - averageLookback('mavp', 'type', type, min + k)),
    );
    const values = new Float64Array(averages.length);
    const last = averages.length - 1;
    let started = false;
    return {
      next(first, second) {
        started ||= !Number.isNaN(first + second);
        if (!started) return Number.NaN;
        for (let k = 0; k <= last; k++) values[k] = averages[k]!.next(first);
        if (Number.isNaN(values[last]!)) return Number.NaN;
        return values[Math.min(last, Math.max(0, Math.trunc(second) - min))]!;
      },
    };
  });
}

export const mavpIndicator = defineIndicator({
  name: 'mavp',
  title: 'Moving average with variable period',
  group: 'average',
  inputs: ['close', 'other'],
  params: [period('min', 2), period('max', 30), period('type', 0, 0, 8)],
  outputs: ['mavp'],
  warmup: ({ max, type }) => averageLookback('mavp', 'type', type, max),
  formula: 'average of x over ⌊y⌋ bars',
  source: `${TA_LIB} MAVP`,
  compute: mavp,
  stream: createMavp,
});
