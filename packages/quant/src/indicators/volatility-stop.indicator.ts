import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { createAtr } from './atr.stream.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Stop `k` average true ranges of the bar before away from the best close of the trend, reversed when the close passes
 * it. NaN until the first reversal, because the first direction is a guess; `reversed` is 1 at bars that reverse.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n period of the average true range, ≥ 1; default 7
 * @param k distance in average true ranges, ≥ 0; default 3
 * @returns `stop` and `reversed`, same length; NaN before bar n + 1 and until the bar after the first reversal
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function volatilityStop(
  high: Series,
  low: Series,
  close: Series,
  n = 7,
  k = 3,
): OutputColumns<'stop' | 'reversed'> {
  return runOutputs('volatilityStop', createVolatilityStop(n, k), ['stop', 'reversed'], high, low, close);
}

/**
 * Streaming {@link volatilityStop}; `next` returns `stop`.
 * @throws RangeError when a parameter is out of range
 */
export function createVolatilityStop(n = 7, k = 3): BarStream & Outputs<'stop' | 'reversed'> {
  requireInteger('volatilityStop', 'n', n, 1);
  requireNumber('volatilityStop', 'k', k, 0);
  return restarting(() => {
    const ranges = createAtr(n);
    let range = Number.NaN;
    let extremes: [low: number, high: number] | undefined;
    let first = 0;
    let long = true;
    let extreme = Number.NaN;
    let known = false;
    const out = { stop: Number.NaN, reversed: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const width = k * range;
        range = ranges.next(high, low, close);
        if (Number.isNaN(width)) {
          if (!Number.isNaN(high + low + close)) {
            first = extremes === undefined ? close : first;
            extremes =
              extremes === undefined ? [close, close] : [Math.min(extremes[0], close), Math.max(extremes[1], close)];
            long = close > first;
            extreme = long ? extremes[1] : extremes[0];
          }
          return Number.NaN;
        }
        const stop = long ? extreme - width : extreme + width;
        const reverses = long ? close < stop : close > stop;
        if (reverses) {
          extreme = close;
          long = !long;
        } else extreme = long ? Math.max(extreme, close) : Math.min(extreme, close);
        out.stop = known ? stop : Number.NaN;
        out.reversed = known ? (reverses ? 1 : 0) : Number.NaN;
        known ||= reverses;
        return out.stop;
      },
    });
  });
}

export const volatilityStopIndicator = defineIndicator({
  name: 'volatilityStop',
  title: 'Volatility stop',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 7), factor('k', 3)],
  outputs: ['stop', 'reversed'],
  warmup: ({ n }) => n + 1,
  formula: 'SIC ∓ k·ATR₁, SIC = extreme close of the trend',
  source: 'J. W. Wilder (1978); Stock.Indicators',
  compute: volatilityStop,
  stream: createVolatilityStop,
  sparse: true,
});
