import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { createAtr } from './atr.stream.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Trailing stop `k` average true ranges from the close that only tightens until the close reaches it. `direction` is
 * +1 while it trails below the price, −1 above. It starts upward when the first close is not below the one before.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n period of the average true range, ≥ 1; default 21
 * @param k distance in average true ranges, ≥ 0; default 3
 * @returns `stop` and `direction`, same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function atrStop(high: Series, low: Series, close: Series, n = 21, k = 3): OutputColumns<'stop' | 'direction'> {
  return runOutputs('atrStop', createAtrStop(n, k), ['stop', 'direction'], high, low, close);
}

/**
 * Streaming {@link atrStop}; `next` returns `stop`.
 * @throws RangeError when a parameter is out of range
 */
export function createAtrStop(n = 21, k = 3): BarStream & Outputs<'stop' | 'direction'> {
  requireInteger('atrStop', 'n', n, 1);
  requireNumber('atrStop', 'k', k, 0);
  return restarting(() => {
    const ranges = createAtr(n);
    let upper = Infinity;
    let lower = -Infinity;
    let previous = Number.NaN;
    let up = true;
    let started = false;
    const out = { stop: Number.NaN, direction: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const width = k * ranges.next(high, low, close);
        if (!Number.isNaN(width)) {
          if (!started) up = close >= previous;
          if (!started || close + width < upper || previous > upper) upper = close + width;
          if (!started || close - width > lower || previous < lower) lower = close - width;
          started = true;
          up = close > (up ? lower : upper);
          out.stop = up ? lower : upper;
          out.direction = up ? 1 : -1;
        }
        previous = close;
        return out.stop;
      },
    });
  });
}

export const atrStopIndicator = defineIndicator({
  name: 'atrStop',
  title: 'ATR trailing stop',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 21), factor('k', 3)],
  outputs: ['stop', 'direction'],
  warmup: ({ n }) => n,
  formula: 'C ∓ k·ATR, tightening only, switched when the close reaches it',
  source: 'J. W. Wilder (1978); Stock.Indicators',
  compute: atrStop,
  stream: createAtrStop,
});
