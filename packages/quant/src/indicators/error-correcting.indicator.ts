import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExponentialStream } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Exponential average that adds, before smoothing, the share of its last error that would have brought it nearest to the
 * current value, in the unit of `x`. That share is a number of tenths between ±gainLimit/10. It starts at the plain
 * average.
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 1; default 20
 * @param gainLimit largest correction in tenths of the error, ≥ 0; default 50
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function errorCorrecting(x: Series, n = 20, gainLimit = 50): Float64Array {
  return runStream('errorCorrecting', createErrorCorrecting(n, gainLimit), x);
}

/**
 * Streaming {@link errorCorrecting}.
 * @throws RangeError when a parameter is out of range
 */
export function createErrorCorrecting(n = 20, gainLimit = 50): SeriesStream {
  requireInteger('errorCorrecting', 'n', n, 1);
  requireInteger('errorCorrecting', 'gainLimit', gainLimit, 0);
  return restarting(() => {
    const smoothing = 2 / (n + 1);
    const average = new ExponentialStream(n, smoothing);
    // All in distances from the first value, so that a high level costs no digits.
    let anchor = Number.NaN;
    let corrected = Number.NaN;
    return {
      next(value) {
        if (Number.isNaN(anchor)) anchor = value;
        const price = value - anchor;
        const ema = average.next(price);
        if (Number.isNaN(ema)) return Number.NaN;
        if (Number.isNaN(corrected)) {
          corrected = ema;
          return anchor + ema;
        }
        const last = corrected;
        const error = price - last;
        const kept = smoothing * ema + (1 - smoothing) * last;
        const wanted = error === 0 ? 0 : (10 * (price - kept)) / (smoothing * error);
        const tenths = Math.max(-gainLimit, Math.min(gainLimit, Math.round(wanted)));
        corrected = kept + smoothing * (tenths / 10) * error;
        return anchor + corrected;
      },
    };
  });
}

export const errorCorrectingIndicator = defineIndicator({
  name: 'errorCorrecting',
  title: 'Error-correcting exponential average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20), period('gainLimit', 50, 0)],
  outputs: ['errorCorrecting'],
  warmup: ({ n }) => n - 1,
  formula: 'y ← k·(EMA + g·(x − y)) + (1 − k)·y, g of least |x − y| among tenths up to gainLimit/10',
  source: 'J. Ehlers and R. Way, Zero Lag (2010)',
  compute: errorCorrecting,
  stream: createErrorCorrecting,
});
