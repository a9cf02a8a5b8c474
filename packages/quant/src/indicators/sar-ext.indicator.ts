import { requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, factor, TA_LIB } from './indicator-spec.js';
import { ParabolicStop } from './parabolic-stop.js';
import { runStream } from './run-stream.js';
import type { RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Parabolic stop and reverse with its own acceleration for each side, in price; negative while short (TA-Lib).
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param startValue 0: direction from the first two bars; > 0: start long with this stop; < 0: start short with its size; default 0
 * @param offset fraction added to the stop when it reverses, ≥ 0; default 0
 * @param longStart first acceleration while long, ≥ 0; default 0.02
 * @param longStep increment while long, ≥ 0; default 0.02
 * @param longLimit largest acceleration while long, ≥ 0; default 0.2
 * @param shortStart first acceleration while short, ≥ 0; default 0.02
 * @param shortStep increment while short, ≥ 0; default 0.02
 * @param shortLimit largest acceleration while short, ≥ 0; default 0.2
 * @returns same length; NaN before bar 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function sarExt(
  high: Series,
  low: Series,
  startValue = 0,
  offset = 0,
  longStart = 0.02,
  longStep = 0.02,
  longLimit = 0.2,
  shortStart = 0.02,
  shortStep = 0.02,
  shortLimit = 0.2,
): Float64Array {
  return runStream(
    'sarExt',
    createSarExt(startValue, offset, longStart, longStep, longLimit, shortStart, shortStep, shortLimit),
    high,
    low,
  );
}

/**
 * Streaming {@link sarExt}.
 * @throws RangeError when a parameter is out of range
 */
export function createSarExt(
  startValue = 0,
  offset = 0,
  longStart = 0.02,
  longStep = 0.02,
  longLimit = 0.2,
  shortStart = 0.02,
  shortStep = 0.02,
  shortLimit = 0.2,
): RangeStream {
  requireNumber('sarExt', 'startValue', startValue);
  requireNumber('sarExt', 'offset', offset, 0);
  requireNumber('sarExt', 'longStart', longStart, 0);
  requireNumber('sarExt', 'longStep', longStep, 0);
  requireNumber('sarExt', 'longLimit', longLimit, 0);
  requireNumber('sarExt', 'shortStart', shortStart, 0);
  requireNumber('sarExt', 'shortStep', shortStep, 0);
  requireNumber('sarExt', 'shortLimit', shortLimit, 0);
  return restarting(() => {
    const rising = { start: longStart, step: longStep, limit: longLimit };
    const falling = { start: shortStart, step: shortStep, limit: shortLimit };
    const parabolic = new ParabolicStop(rising, falling, { startValue, offset });
    return {
      next(high, low) {
        const stop = parabolic.next(high, low);
        return parabolic.long ? stop : -stop;
      },
    };
  });
}

export const sarExtIndicator = defineIndicator({
  name: 'sarExt',
  title: 'Parabolic SAR, extended',
  group: 'trend',
  inputs: ['high', 'low'],
  params: [
    factor('startValue', 0, -Infinity),
    factor('offset', 0),
    factor('longStart', 0.02),
    factor('longStep', 0.02),
    factor('longLimit', 0.2),
    factor('shortStart', 0.02),
    factor('shortStep', 0.02),
    factor('shortLimit', 0.2),
  ],
  outputs: ['sarExt'],
  warmup: () => 1,
  formula: 'stop ← stop + af·(extreme − stop) with separate af; sign gives the side',
  source: `${TA_LIB} SAREXT; J. W. Wilder (1978)`,
  compute: sarExt,
  stream: createSarExt,
});
