import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { sma } from './sma.indicator.js';
import { alignStochastic, createRawStochastic, rawStochastic, type StochasticResult } from './stoch-f.indicator.js';
import { createSma } from './sma.stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Slow stochastic: %K smoothed by a simple average, %D a simple average of that.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n bars of the range, ≥ 1; default 14
 * @param kPeriod smoothing of %K, ≥ 1; default 3
 * @param dPeriod period of %D, ≥ 1; default 3
 * @returns `k` and `d`, 0…100, same length; both NaN before bar n + kPeriod + dPeriod − 3
 * @throws RangeError on unequal lengths or a bad period
 */
export function stoch(high: Series, low: Series, close: Series, n = 14, kPeriod = 3, dPeriod = 3): StochasticResult {
  requireEqualLengths('stoch', high, low, close);
  requireInteger('stoch', 'n', n, 1);
  requireInteger('stoch', 'kPeriod', kPeriod, 1);
  requireInteger('stoch', 'dPeriod', dPeriod, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => {
    const k = sma(rawStochastic(h, l, c, n), kPeriod);
    return alignStochastic(k, sma(k, dPeriod));
  });
}

/**
 * Streaming {@link stoch}; `next` returns %K.
 * @throws RangeError when a parameter is out of range
 */
export function createStoch(n = 14, kPeriod = 3, dPeriod = 3): BarStream & Outputs<'k' | 'd'> {
  requireInteger('stoch', 'n', n, 1);
  requireInteger('stoch', 'kPeriod', kPeriod, 1);
  requireInteger('stoch', 'dPeriod', dPeriod, 1);
  return restarting(() => {
    const raw = createRawStochastic(n);
    const smooth = createSma(kPeriod);
    const average = createSma(dPeriod);
    const out = { k: Number.NaN, d: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const k = smooth.next(raw.next(high, low, close));
        out.d = average.next(k);
        out.k = Number.isNaN(out.d) ? Number.NaN : k;
        return out.k;
      },
    });
  });
}

export const stochIndicator = defineIndicator({
  name: 'stoch',
  title: 'Slow stochastic',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14), period('kPeriod', 3), period('dPeriod', 3)],
  outputs: ['k', 'd'],
  warmup: ({ n, kPeriod, dPeriod }) => n + kPeriod + dPeriod - 3,
  formula: '%K = SMA(100·(C − LL_n)/(HH_n − LL_n)); %D = SMA(%K)',
  source: `${TA_LIB}; G. Lane`,
  compute: stoch,
  stream: createStoch,
});
