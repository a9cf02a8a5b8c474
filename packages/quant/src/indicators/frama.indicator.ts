import { exp, log } from '../elementary/index.js';
import { requireEqualLengths, requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { Lag } from './lag.js';
import { restarting } from './restarting.js';
import { runStream } from './run-stream.js';
import type { RangeStream } from './series-stream.js';

/** Least smoothing factor: that of an average of about 200 bars. */
const slowest = 0.01;

/**
 * Fractal adaptive moving average of (H + L)/2, in price: fast where the range of the window is that of its halves put one
 * on the other (dimension 1), slow where each half has all of it (dimension 2). Without a range it is the price.
 * @param high highs
 * @param low lows, same length
 * @param n window in bars, even, ≥ 2; default 16
 * @param slow period of the average at dimension 2, ≥ 1; default 198
 * @returns same length; NaN before bar n − 1; seeded with the price before the first output
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function frama(high: Series, low: Series, n = 16, slow = 198): Float64Array {
  requireEqualLengths('frama', high, low);
  return runStream('frama', createFrama(n, slow), high, low);
}

/**
 * Streaming {@link frama}.
 * @throws RangeError when a parameter is out of range
 */
export function createFrama(n = 16, slow = 198): RangeStream {
  requireInteger('frama', 'n', n, 2);
  if (n % 2 !== 0) throw new RangeError(`frama: n must be even, got ${n}`);
  requireInteger('frama', 'slow', slow, 1);
  return restarting(() => {
    const half = n / 2;
    const [top, bottom] = [new ExtremeStream(n, 1), new ExtremeStream(n, -1)];
    const [halfTop, halfBottom] = [new ExtremeStream(half, 1), new ExtremeStream(half, -1)];
    const earlier = new Lag(half);
    const decay = log(2 / (slow + 1));
    let previous = Number.NaN;
    let average = Number.NaN;
    return {
      next(high, low) {
        const price = (high + low) / 2;
        const whole = top.next(high) - bottom.next(low);
        const recent = halfTop.next(high) - halfBottom.next(low);
        const halves = recent + earlier.next(recent);
        if (!Number.isNaN(whole + halves)) {
          if (Number.isNaN(average)) average = Number.isNaN(previous) ? price : previous;
          const dimension = log((2 * halves) / whole) / Math.LN2;
          const wanted = whole === 0 || halves === 0 ? 1 : exp(decay * (dimension - 1));
          average += Math.max(slowest, Math.min(1, wanted)) * (price - average);
        }
        previous = price;
        return average;
      },
    };
  });
}

export const framaIndicator = defineIndicator({
  name: 'frama',
  title: 'Fractal adaptive moving average',
  group: 'average',
  inputs: ['high', 'low'],
  params: [period('n', 16, 2), period('slow', 198)],
  outputs: ['frama'],
  warmup: ({ n }) => n - 1,
  formula:
    'y ← y + a·((H + L)/2 − y), a = (2/(slow+1))^(D − 1) within .01…1, D = log₂(2·(R₁ + R₂)/R), R the range of n bars and R₁, R₂ of its halves',
  source: 'J. Ehlers, FRAMA (2005)',
  compute: frama,
  stream: createFrama,
});
