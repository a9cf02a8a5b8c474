import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { createAtr } from './atr.stream.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Trailing stops from first stops `k` average true ranges off the extremes of `n` bars, themselves extended over
 * `stop` bars, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n window and period of the average true range, ≥ 1; default 10
 * @param k distance in average true ranges, ≥ 0; default 1.5
 * @param stop window of the stops, ≥ 1; default 9
 * @returns `short` and `long`, same length; NaN before bar n + stop − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function chandeKrollStop(
  high: Series,
  low: Series,
  close: Series,
  n = 10,
  k = 1.5,
  stop = 9,
): OutputColumns<'short' | 'long'> {
  return runOutputs('chandeKrollStop', createChandeKrollStop(n, k, stop), ['short', 'long'], high, low, close);
}

/**
 * Streaming {@link chandeKrollStop}; `next` returns `short`.
 * @throws RangeError when a parameter is out of range
 */
export function createChandeKrollStop(n = 10, k = 1.5, stop = 9): BarStream & Outputs<'short' | 'long'> {
  requireInteger('chandeKrollStop', 'n', n, 1);
  requireNumber('chandeKrollStop', 'k', k, 0);
  requireInteger('chandeKrollStop', 'stop', stop, 1);
  return restarting(() => {
    const ranges = createAtr(n);
    const highest = new ExtremeStream(n, 1);
    const lowest = new ExtremeStream(n, -1);
    const top = new ExtremeStream(stop, 1);
    const bottom = new ExtremeStream(stop, -1);
    const out = { short: Number.NaN, long: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const width = k * ranges.next(high, low, close);
        out.short = top.next(highest.next(high) - width);
        out.long = bottom.next(lowest.next(low) + width);
        return out.short;
      },
    });
  });
}

export const chandeKrollStopIndicator = defineIndicator({
  name: 'chandeKrollStop',
  title: 'Chande Kroll stop',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 10), factor('k', 1.5), period('stop', 9)],
  outputs: ['short', 'long'],
  warmup: ({ n, stop }) => n + stop - 1,
  formula: 'short = max over stop bars of HH_n − k·ATR; long = min over stop bars of LL_n + k·ATR',
  source: 'T. Chande and S. Kroll (1994)',
  compute: chandeKrollStop,
  stream: createChandeKrollStop,
});
