import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { createAtr } from './atr.stream.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Simple average of the close ± `k` average true ranges, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n period of the average, ≥ 1; default 5
 * @param k half-width in average true ranges, ≥ 0; default 2
 * @param atrPeriod period of the average true range, ≥ 1; default 10
 * @returns `upper`, `middle` and `lower`, same length; NaN before bar max(n − 1, atrPeriod)
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function starc(
  high: Series,
  low: Series,
  close: Series,
  n = 5,
  k = 2,
  atrPeriod = 10,
): OutputColumns<'upper' | 'middle' | 'lower'> {
  return runOutputs('starc', createStarc(n, k, atrPeriod), ['upper', 'middle', 'lower'], high, low, close);
}

/**
 * Streaming {@link starc}; `next` returns `upper`.
 * @throws RangeError when a parameter is out of range
 */
export function createStarc(n = 5, k = 2, atrPeriod = 10): BarStream & Outputs<'upper' | 'middle' | 'lower'> {
  requireInteger('starc', 'n', n, 1);
  requireNumber('starc', 'k', k, 0);
  requireInteger('starc', 'atrPeriod', atrPeriod, 1);
  return restarting(() => {
    const average = createSma(n);
    const ranges = createAtr(atrPeriod);
    const out = { upper: Number.NaN, middle: Number.NaN, lower: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const middle = average.next(close);
        const width = k * ranges.next(high, low, close);
        out.upper = middle + width;
        out.middle = Number.isNaN(width) ? Number.NaN : middle;
        out.lower = middle - width;
        return out.upper;
      },
    });
  });
}

export const starcIndicator = defineIndicator({
  name: 'starc',
  title: 'STARC bands',
  group: 'band',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 5), factor('k', 2), period('atrPeriod', 10)],
  outputs: ['upper', 'middle', 'lower'],
  warmup: ({ n, atrPeriod }) => Math.max(n - 1, atrPeriod),
  formula: 'SMA(C, n) ± k·ATR(atrPeriod)',
  source: 'M. Stoller',
  compute: starc,
  stream: createStarc,
});
