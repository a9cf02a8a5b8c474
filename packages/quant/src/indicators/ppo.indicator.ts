import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { sma } from './sma.indicator.js';
import type { SeriesStream } from './series-stream.js';
import { createEma } from './ema.stream.js';
import { restarting } from './restarting.js';

/**
 * Percentage price oscillator: fast minus slow average, in percent of the slow one; 0 where that is 0.
 * @param x values; a NaN prefix is skipped
 * @param fast fast period, default 12
 * @param slow slow period, default 26; the two are swapped when fast > slow
 * @param average `'ema'` (default) or `'sma'`
 * @returns same length; NaN before bar max(fast, slow) − 1
 * @throws RangeError when a period is not an integer ≥ 1
 */
export function ppo(x: Series, fast = 12, slow = 26, average: 'ema' | 'sma' = 'ema'): Float64Array {
  const column = toColumn(x);
  requireInteger('ppo', 'fast', fast, 1);
  requireInteger('ppo', 'slow', slow, 1);
  const smooth = average === 'ema' ? ema : sma;
  const out = smooth(column, Math.min(fast, slow));
  const slower = smooth(column, Math.max(fast, slow));
  for (let i = 0; i < out.length; i++) {
    const base = slower[i]!;
    out[i] = base === 0 ? 0 : (100 * (out[i]! - base)) / base;
  }
  return out;
}

/**
 * Streaming {@link ppo} (exponential averages).
 * @throws RangeError when a parameter is out of range
 */
export function createPpo(fast = 12, slow = 26): SeriesStream {
  requireInteger('ppo', 'fast', fast, 1);
  requireInteger('ppo', 'slow', slow, 1);
  return restarting(() => {
    const quick = createEma(Math.min(fast, slow));
    const steady = createEma(Math.max(fast, slow));
    return {
      next(value) {
        const first = quick.next(value);
        const base = steady.next(value);
        return base === 0 ? 0 : (100 * (first - base)) / base;
      },
    };
  });
}

export const ppoIndicator = defineIndicator({
  name: 'ppo',
  title: 'Percentage price oscillator',
  group: 'momentum',
  inputs: ['close'],
  params: [period('fast', 12), period('slow', 26)],
  outputs: ['ppo'],
  warmup: ({ fast, slow }) => Math.max(fast, slow) - 1,
  formula: '100·(EMA_fast − EMA_slow)/EMA_slow',
  source: TA_LIB,
  compute: ppo,
  stream: createPpo,
});
