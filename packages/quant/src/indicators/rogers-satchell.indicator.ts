import { log } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { CandleStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Volatility from all four prices that is not misled by drift. Per bar, as a fraction of price; prices must be
 * positive.
 * @param open opens; a NaN prefix is skipped
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function rogersSatchell(open: Series, high: Series, low: Series, close: Series, n = 20): Float64Array {
  return runStream('rogersSatchell', createRogersSatchell(n), open, high, low, close);
}

/**
 * Streaming {@link rogersSatchell}.
 * @throws RangeError when a parameter is out of range
 */
export function createRogersSatchell(n = 20): CandleStream {
  requireInteger('rogersSatchell', 'n', n, 1);
  return restarting(() => {
    const average = createSma(n);
    return {
      next(open, high, low, close) {
        return Math.sqrt(
          Math.max(0, average.next(log(high / close) * log(high / open) + log(low / close) * log(low / open))),
        );
      },
    };
  });
}

export const rogersSatchellIndicator = defineIndicator({
  name: 'rogersSatchell',
  title: 'Rogers-Satchell volatility',
  group: 'volatility',
  inputs: ['open', 'high', 'low', 'close'],
  params: [period('n', 20)],
  outputs: ['rogersSatchell'],
  warmup: ({ n }) => n - 1,
  formula: '√mean(ln(H/C)·ln(H/O) + ln(L/C)·ln(L/O))',
  source: 'L. Rogers and S. Satchell (1991)',
  compute: rogersSatchell,
  stream: createRogersSatchell,
});
