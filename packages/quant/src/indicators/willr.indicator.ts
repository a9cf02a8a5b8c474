import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rangePosition } from './rolling-extreme.js';
import type { BarStream } from './series-stream.js';
import { ExtremeStream } from './extreme-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Williams' %R, −100 (at the low of the range) … 0 (at the high); 0 where the range is 0.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n bars of the range, ≥ 1; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a bad n
 */
export function willr(high: Series, low: Series, close: Series, n = 14): Float64Array {
  requireEqualLengths('willr', high, low, close);
  requireInteger('willr', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => rangePosition(h, l, c, n, true));
}

/**
 * Streaming {@link willr}.
 * @throws RangeError when a parameter is out of range
 */
export function createWillr(n = 14): BarStream {
  return restarting(() => {
    const highest = new ExtremeStream(requireInteger('willr', 'n', n, 1), 1);
    const lowest = new ExtremeStream(n, -1);
    return {
      next(high, low, close) {
        const top = highest.next(high);
        const range = top - lowest.next(low);
        return range === 0 ? 0 : (-100 * (top - close)) / range;
      },
    };
  });
}

export const willrIndicator = defineIndicator({
  name: 'willr',
  title: "Williams' %R",
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['willr'],
  warmup: ({ n }) => n - 1,
  formula: '−100·(HH_n − C)/(HH_n − LL_n)',
  source: `${TA_LIB}; L. Williams`,
  compute: willr,
  stream: createWillr,
});
