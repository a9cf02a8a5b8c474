import { log, square } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { RangeStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Volatility from highs and lows. Per bar, as a fraction of price; prices must be positive.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function parkinson(high: Series, low: Series, n = 20): Float64Array {
  return runStream('parkinson', createParkinson(n), high, low);
}

/**
 * Streaming {@link parkinson}.
 * @throws RangeError when a parameter is out of range
 */
export function createParkinson(n = 20): RangeStream {
  requireInteger('parkinson', 'n', n, 1);
  return restarting(() => {
    const average = createSma(n);
    return {
      next(high, low) {
        return Math.sqrt(Math.max(0, average.next(square(log(high / low)) / (4 * Math.LN2))));
      },
    };
  });
}

export const parkinsonIndicator = defineIndicator({
  name: 'parkinson',
  title: 'Parkinson volatility',
  group: 'volatility',
  inputs: ['high', 'low'],
  params: [period('n', 20)],
  outputs: ['parkinson'],
  warmup: ({ n }) => n - 1,
  formula: '√(mean(ln(H/L)²)/(4 ln 2))',
  source: 'M. Parkinson (1980)',
  compute: parkinson,
  stream: createParkinson,
});
