import { requireEqualLengths, requireInteger, requireNumber } from '../parameters.js';
import { firstDefined, toColumn, type Series } from '../series.js';
import { averageRange } from './atr.indicator.js';
import type { ChannelResult } from './donchian.indicator.js';
import { emaFrom } from './ema.indicator.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { createEma } from './ema.stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { createAtr } from './atr.stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Keltner channel: EMA of the close ± `k` average true ranges, in price.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n EMA period, ≥ 1; default 20
 * @param k half-width in average true ranges, ≥ 0; default 2
 * @param atrPeriod period of the average true range, ≥ 1; default 10
 * @returns same length; all NaN before bar max(n − 1, atrPeriod)
 * @throws RangeError on unequal lengths or a bad parameter
 */
export function keltner(high: Series, low: Series, close: Series, n = 20, k = 2, atrPeriod = 10): ChannelResult {
  requireEqualLengths('keltner', high, low, close);
  requireInteger('keltner', 'n', n, 1);
  requireNumber('keltner', 'k', k, 0);
  requireInteger('keltner', 'atrPeriod', atrPeriod, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => {
    const middle = emaFrom(c, n, firstDefined(c), 2 / (n + 1));
    const lower = averageRange(h, l, c, atrPeriod);
    const upper = new Float64Array(middle.length);
    for (let i = 0; i < middle.length; i++) {
      const width = k * lower[i]!;
      upper[i] = middle[i]! + width;
      lower[i] = middle[i]! - width;
      if (Number.isNaN(width)) middle[i] = Number.NaN;
    }
    return { upper, middle, lower };
  });
}

/**
 * Streaming {@link keltner}; `next` returns the upper line.
 * @throws RangeError when a parameter is out of range
 */
export function createKeltner(n = 20, k = 2, atrPeriod = 10): BarStream & Outputs<'upper' | 'middle' | 'lower'> {
  requireNumber('keltner', 'k', k, 0);
  return restarting(() => {
    const average = createEma(n);
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

export const keltnerIndicator = defineIndicator({
  name: 'keltner',
  title: 'Keltner channel',
  group: 'band',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 20), factor('k', 2), period('atrPeriod', 10)],
  outputs: ['upper', 'middle', 'lower'],
  warmup: ({ n, atrPeriod }) => Math.max(n - 1, atrPeriod),
  formula: 'EMA(C, n) ± k·ATR(atrPeriod)',
  source: 'C. Keltner (1960), L. Raschke',
  compute: keltner,
  stream: createKeltner,
});
