import { requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, factor } from './indicator-spec.js';
import { runStream } from './run-stream.js';
import type { CandleStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Running sum of the swing index, which weighs this bar against the one before within a limit move.
 * @param open opens; a NaN prefix is skipped
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @param limit largest daily move, in price, ≥ Number.MIN_VALUE; default 20
 * @returns same length; NaN before bar 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function asi(open: Series, high: Series, low: Series, close: Series, limit = 20): Float64Array {
  return runStream('asi', createAsi(limit), open, high, low, close);
}

/**
 * Streaming {@link asi}.
 * @throws RangeError when a parameter is out of range
 */
export function createAsi(limit = 20): CandleStream {
  requireNumber('asi', 'limit', limit, Number.MIN_VALUE);
  return restarting(() => {
    let lastOpen = Number.NaN;
    let lastClose = Number.NaN;
    let total = 0;
    return {
      next(open, high, low, close) {
        if (Number.isNaN(lastOpen)) {
          const whole = !Number.isNaN(open + high + low + close);
          lastOpen = whole ? open : Number.NaN;
          lastClose = close;
          return Number.NaN;
        }
        const above = Math.abs(high - lastClose);
        const below = Math.abs(low - lastClose);
        const gap = 0.25 * Math.abs(lastClose - lastOpen);
        const range = high - low;
        let r = range + gap;
        if (above >= below && above >= range) r = above - 0.5 * below + gap;
        else if (below >= above && below >= range) r = below - 0.5 * above + gap;
        const move = close - lastClose + 0.5 * (close - open) + 0.25 * (lastClose - lastOpen);
        if (r !== 0) total += ((50 * move) / r) * (Math.max(above, below) / limit);
        lastOpen = open;
        lastClose = close;
        return total;
      },
    };
  });
}

export const asiIndicator = defineIndicator({
  name: 'asi',
  title: 'Accumulative swing index',
  group: 'trend',
  inputs: ['open', 'high', 'low', 'close'],
  params: [factor('limit', 20, Number.MIN_VALUE)],
  outputs: ['asi'],
  warmup: () => 1,
  formula: 'Σ 50·((C − C₁) + ½(C − O) + ¼(C₁ − O₁))/R·K/limit',
  source: 'J. W. Wilder (1978)',
  compute: asi,
  stream: createAsi,
});
