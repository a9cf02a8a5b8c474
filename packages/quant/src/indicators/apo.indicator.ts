import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { sma } from './sma.indicator.js';
import type { SeriesStream } from './series-stream.js';
import { createEma } from './ema.stream.js';
import { restarting } from './restarting.js';

/**
 * Absolute price oscillator: fast minus slow average, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param fast fast period, default 12
 * @param slow slow period, default 26; the two are swapped when fast > slow
 * @param average `'ema'` (default) or `'sma'`
 * @returns same length; NaN before bar max(fast, slow) − 1
 * @throws RangeError when a period is not an integer ≥ 1
 */
export function apo(x: Series, fast = 12, slow = 26, average: 'ema' | 'sma' = 'ema'): Float64Array {
  const column = toColumn(x);
  requireInteger('apo', 'fast', fast, 1);
  requireInteger('apo', 'slow', slow, 1);
  const smooth = average === 'ema' ? ema : sma;
  const out = smooth(column, Math.min(fast, slow));
  const slower = smooth(column, Math.max(fast, slow));
  for (let i = 0; i < out.length; i++) out[i] = out[i]! - slower[i]!;
  return out;
}

/**
 * Streaming {@link apo} (exponential averages).
 * @throws RangeError when a parameter is out of range
 */
export function createApo(fast = 12, slow = 26): SeriesStream {
  requireInteger('apo', 'fast', fast, 1);
  requireInteger('apo', 'slow', slow, 1);
  return restarting(() => {
    const quick = createEma(Math.min(fast, slow));
    const steady = createEma(Math.max(fast, slow));
    return { next: (value) => quick.next(value) - steady.next(value) };
  });
}

export const apoIndicator = defineIndicator({
  name: 'apo',
  title: 'Absolute price oscillator',
  group: 'momentum',
  inputs: ['close'],
  params: [period('fast', 12), period('slow', 26)],
  outputs: ['apo'],
  warmup: ({ fast, slow }) => Math.max(fast, slow) - 1,
  formula: 'EMA_fast − EMA_slow',
  source: TA_LIB,
  compute: apo,
  stream: createApo,
});
