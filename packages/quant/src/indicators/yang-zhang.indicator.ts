import { log } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { CandleStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { createVariance } from './variance.indicator.js';
import { restarting } from './restarting.js';

/**
 * Volatility from all four prices that allows for drift and opening gaps. Per bar, as a fraction of price; prices must
 * be positive.
 * @param open opens; a NaN prefix is skipped
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @param n window in bars, ≥ 2; default 20
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function yangZhang(open: Series, high: Series, low: Series, close: Series, n = 20): Float64Array {
  return runStream('yangZhang', createYangZhang(n), open, high, low, close);
}

/**
 * Streaming {@link yangZhang}.
 * @throws RangeError when a parameter is out of range
 */
export function createYangZhang(n = 20): CandleStream {
  requireInteger('yangZhang', 'n', n, 2);
  return restarting(() => {
    const overnight = createVariance(n, 1);
    const intraday = createVariance(n, 1);
    const drift = createSma(n);
    const k = 0.34 / (1.34 + (n + 1) / (n - 1));
    let previous = Number.NaN;
    return {
      next(open, high, low, close) {
        const gap = log(open / previous);
        previous = close;
        if (Number.isNaN(gap)) return Number.NaN;
        const term = log(high / close) * log(high / open) + log(low / close) * log(low / open);
        const rest = k * intraday.next(log(close / open)) + (1 - k) * drift.next(term);
        return Math.sqrt(Math.max(0, overnight.next(gap) + rest));
      },
    };
  });
}

export const yangZhangIndicator = defineIndicator({
  name: 'yangZhang',
  title: 'Yang-Zhang volatility',
  group: 'volatility',
  inputs: ['open', 'high', 'low', 'close'],
  params: [period('n', 20, 2)],
  outputs: ['yangZhang'],
  warmup: ({ n }) => n,
  formula: '√(var(ln(O/C₁)) + k·var(ln(C/O)) + (1 − k)·RS), k = .34/(1.34 + (n + 1)/(n − 1)), ddof 1',
  source: 'D. Yang and Q. Zhang (2000)',
  compute: yangZhang,
  stream: createYangZhang,
});
