import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { createAtr } from './atr.stream.js';
import { ExtremeStream } from './extreme-stream.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Trailing exits `k` average true ranges below the highest high (for longs) and above the lowest low (for shorts), in
 * price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n window and period of the average true range, ≥ 1; default 22
 * @param k distance in average true ranges, ≥ 0; default 3
 * @returns `long` and `short`, same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function chandelierExit(
  high: Series,
  low: Series,
  close: Series,
  n = 22,
  k = 3,
): OutputColumns<'long' | 'short'> {
  return runOutputs('chandelierExit', createChandelierExit(n, k), ['long', 'short'], high, low, close);
}

/**
 * Streaming {@link chandelierExit}; `next` returns `long`.
 * @throws RangeError when a parameter is out of range
 */
export function createChandelierExit(n = 22, k = 3): BarStream & Outputs<'long' | 'short'> {
  requireInteger('chandelierExit', 'n', n, 1);
  requireNumber('chandelierExit', 'k', k, 0);
  return restarting(() => {
    const ranges = createAtr(n);
    const top = new ExtremeStream(n, 1);
    const bottom = new ExtremeStream(n, -1);
    const out = { long: Number.NaN, short: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const width = k * ranges.next(high, low, close);
        out.long = top.next(high) - width;
        out.short = bottom.next(low) + width;
        return out.long;
      },
    });
  });
}

export const chandelierExitIndicator = defineIndicator({
  name: 'chandelierExit',
  title: 'Chandelier exit',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 22), factor('k', 3)],
  outputs: ['long', 'short'],
  warmup: ({ n }) => n,
  formula: 'HH_n − k·ATR_n; LL_n + k·ATR_n',
  source: 'C. LeBeau',
  compute: chandelierExit,
  stream: createChandelierExit,
});
