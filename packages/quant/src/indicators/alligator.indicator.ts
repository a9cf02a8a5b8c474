import type { Series } from '../series.js';
import { ExponentialStream } from './ema.stream.js';
import { defineIndicator } from './indicator-spec.js';
import { Lag } from './lag.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Three Wilder averages of the median price shifted forward by 8, 5 and 3 bars: jaw, teeth and lips, in price. The
 * shift shows old averages now; nothing is seen early.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @returns `jaw`, `teeth` and `lips`, same length; NaN before bar 20
 * @throws RangeError on unequal lengths
 */
export function alligator(high: Series, low: Series): OutputColumns<'jaw' | 'teeth' | 'lips'> {
  return runOutputs('alligator', createAlligator(), ['jaw', 'teeth', 'lips'], high, low);
}

/** Streaming {@link alligator}; `next` returns `jaw`. */
export function createAlligator(): RangeStream & Outputs<'jaw' | 'teeth' | 'lips'> {
  return restarting(() => {
    const averages = [13, 8, 5].map((n) => new ExponentialStream(n, 1 / n));
    const lags = [8, 5, 3].map((n) => new Lag(n));
    const lines = new Float64Array(3);
    const out = { jaw: Number.NaN, teeth: Number.NaN, lips: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        for (let k = 0; k < 3; k++) lines[k] = lags[k]!.next(averages[k]!.next((high + low) / 2));
        if (!Number.isNaN(lines[0]!)) {
          out.jaw = lines[0]!;
          out.teeth = lines[1]!;
          out.lips = lines[2]!;
        }
        return out.jaw;
      },
    });
  });
}

export const alligatorIndicator = defineIndicator({
  name: 'alligator',
  title: 'Alligator',
  group: 'average',
  inputs: ['high', 'low'],
  params: [],
  outputs: ['jaw', 'teeth', 'lips'],
  warmup: () => 20,
  formula: 'Wilder average of (H + L)/2 over 13, 8, 5 bars, of 8, 5, 3 bars ago',
  source: 'B. Williams, Trading Chaos (1995)',
  compute: alligator,
  stream: createAlligator,
});
