import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { Lag } from './lag.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Price of ⌊n/2⌋ + 1 bars ago less the simple average of the last `n` bars now, in the unit of `x`. Charts often draw
 * it ⌊n/2⌋ + 1 bars to the left, where it would not have been known.
 * @param x values; a NaN prefix is skipped
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar max(n − 1, ⌊n / 2⌋ + 1)
 * @throws RangeError on a parameter out of range
 */
export function dpo(x: Series, n = 20): Float64Array {
  return runStream('dpo', createDpo(n), x);
}

/**
 * Streaming {@link dpo}.
 * @throws RangeError when a parameter is out of range
 */
export function createDpo(n = 20): SeriesStream {
  requireInteger('dpo', 'n', n, 1);
  return restarting(() => {
    const average = createSma(n);
    const lag = new Lag(Math.floor(n / 2) + 1);
    return {
      next(value) {
        return lag.next(value) - average.next(value);
      },
    };
  });
}

export const dpoIndicator = defineIndicator({
  name: 'dpo',
  title: 'Detrended price oscillator',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['dpo'],
  warmup: ({ n }) => Math.max(n - 1, Math.floor(n / 2) + 1),
  formula: 'x_(⌊n/2⌋+1) − SMA_n',
  source: 'W. Blau; causal form',
  compute: dpo,
  stream: createDpo,
});
