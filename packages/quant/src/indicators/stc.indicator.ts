import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createApo } from './apo.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRawStochastic } from './stoch-f.indicator.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Stochastic over `cycle` bars of the MACD line, smoothed over three, 0…100; 0 where that line has no range.
 * @param x values; a NaN prefix is skipped
 * @param cycle window of the stochastic, ≥ 1; default 10
 * @param fast fast period of the MACD, ≥ 1; default 23
 * @param slow slow period of the MACD, ≥ 1; default 50
 * @returns same length; NaN before bar max(fast, slow) + cycle
 * @throws RangeError on a parameter out of range
 */
export function stc(x: Series, cycle = 10, fast = 23, slow = 50): Float64Array {
  return runStream('stc', createStc(cycle, fast, slow), x);
}

/**
 * Streaming {@link stc}.
 * @throws RangeError when a parameter is out of range
 */
export function createStc(cycle = 10, fast = 23, slow = 50): SeriesStream {
  requireInteger('stc', 'cycle', cycle, 1);
  requireInteger('stc', 'fast', fast, 1);
  requireInteger('stc', 'slow', slow, 1);
  return restarting(() => {
    const line = createApo(fast, slow);
    const raw = createRawStochastic(cycle);
    const smooth = createSma(3);
    return {
      next(value) {
        const macd = line.next(value);
        return smooth.next(raw.next(macd, macd, macd));
      },
    };
  });
}

export const stcIndicator = defineIndicator({
  name: 'stc',
  title: 'Schaff trend cycle',
  group: 'momentum',
  inputs: ['close'],
  params: [period('cycle', 10), period('fast', 23), period('slow', 50)],
  outputs: ['stc'],
  warmup: ({ cycle, fast, slow }) => Math.max(fast, slow) + cycle,
  formula: 'SMA₃ of the %K of EMA_fast − EMA_slow',
  source: 'D. Schaff (1999), in the form of Stock.Indicators',
  compute: stc,
  stream: createStc,
});
