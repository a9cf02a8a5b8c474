import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rangePosition } from './rolling-extreme.js';
import { sma } from './sma.indicator.js';
import { createSma } from './sma.stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { ExtremeStream } from './extreme-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/** Stochastic %K and its average %D, 0…100. */
export interface StochasticResult extends Readonly<Record<string, Float64Array>> {
  readonly k: Float64Array;
  readonly d: Float64Array;
}

/** 100·(close − lowest low)/(highest high − lowest low) of the last `n` bars; 0 where that range is 0. */
export function rawStochastic(high: Float64Array, low: Float64Array, close: Float64Array, n: number): Float64Array {
  return rangePosition(high, low, close, n, false);
}

/** Streaming {@link rawStochastic}. */
export function createRawStochastic(n: number): BarStream {
  return restarting(() => {
    const highest = new ExtremeStream(n, 1);
    const lowest = new ExtremeStream(n, -1);
    return {
      next(high, low, close) {
        const bottom = lowest.next(low);
        const range = highest.next(high) - bottom;
        return range === 0 ? 0 : (100 * (close - bottom)) / range;
      },
    };
  });
}

/** Blanks `k` where `d` is not defined yet, so that both start on the same bar. */
export function alignStochastic(k: Float64Array, d: Float64Array): StochasticResult {
  for (let i = 0; i < d.length && Number.isNaN(d[i]!); i++) k[i] = Number.NaN;
  return { k, d };
}

/**
 * Fast stochastic: unsmoothed %K and its simple average %D.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n bars of the range, ≥ 1; default 14
 * @param dPeriod period of %D, ≥ 1; default 3
 * @returns `k` and `d`, same length; both NaN before bar n + dPeriod − 2
 * @throws RangeError on unequal lengths or a bad period
 */
export function stochF(high: Series, low: Series, close: Series, n = 14, dPeriod = 3): StochasticResult {
  requireEqualLengths('stochF', high, low, close);
  requireInteger('stochF', 'n', n, 1);
  requireInteger('stochF', 'dPeriod', dPeriod, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => {
    const k = rawStochastic(h, l, c, n);
    return alignStochastic(k, sma(k, dPeriod));
  });
}

/**
 * Streaming {@link stochF}; `next` returns %K.
 * @throws RangeError when a parameter is out of range
 */
export function createStochF(n = 14, dPeriod = 3): BarStream & Outputs<'k' | 'd'> {
  requireInteger('stochF', 'n', n, 1);
  requireInteger('stochF', 'dPeriod', dPeriod, 1);
  return restarting(() => {
    const raw = createRawStochastic(n);
    const average = createSma(dPeriod);
    const out = { k: Number.NaN, d: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const k = raw.next(high, low, close);
        out.d = average.next(k);
        out.k = Number.isNaN(out.d) ? Number.NaN : k;
        return out.k;
      },
    });
  });
}

export const stochFIndicator = defineIndicator({
  name: 'stochF',
  title: 'Fast stochastic',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14), period('dPeriod', 3)],
  outputs: ['k', 'd'],
  warmup: ({ n, dPeriod }) => n + dPeriod - 2,
  formula: '%K = 100·(C − LL_n)/(HH_n − LL_n); %D = SMA(%K)',
  source: `${TA_LIB}; G. Lane`,
  compute: stochF,
  stream: createStochF,
});
