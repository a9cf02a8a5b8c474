import { log, square } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { CandleStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Volatility from all four prices, for bars without drift or gaps. Per bar, as a fraction of price; prices must be
 * positive.
 * @param open opens; a NaN prefix is skipped
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function garmanKlass(open: Series, high: Series, low: Series, close: Series, n = 20): Float64Array {
  return runStream('garmanKlass', createGarmanKlass(n), open, high, low, close);
}

/**
 * Streaming {@link garmanKlass}.
 * @throws RangeError when a parameter is out of range
 */
export function createGarmanKlass(n = 20): CandleStream {
  requireInteger('garmanKlass', 'n', n, 1);
  return restarting(() => {
    const average = createSma(n);
    return {
      next(open, high, low, close) {
        return Math.sqrt(
          Math.max(0, average.next(0.5 * square(log(high / low)) - (2 * Math.LN2 - 1) * square(log(close / open)))),
        );
      },
    };
  });
}

export const garmanKlassIndicator = defineIndicator({
  name: 'garmanKlass',
  title: 'Garman-Klass volatility',
  group: 'volatility',
  inputs: ['open', 'high', 'low', 'close'],
  params: [period('n', 20)],
  outputs: ['garmanKlass'],
  warmup: ({ n }) => n - 1,
  formula: '√mean(½·ln(H/L)² − (2 ln 2 − 1)·ln(C/O)²)',
  source: 'M. Garman and M. Klass (1980)',
  compute: garmanKlass,
  stream: createGarmanKlass,
});
