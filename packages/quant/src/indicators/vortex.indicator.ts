import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { createTrueRange } from './true-range.indicator.js';
import { restarting } from './restarting.js';

/**
 * Summed distances from this high to the previous low (up) and from this low to the previous high (down), over the
 * summed true range of `n` bars; 0 without range.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n window in bars, ≥ 1; default 14
 * @returns `plus` and `minus`, same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function vortex(high: Series, low: Series, close: Series, n = 14): OutputColumns<'plus' | 'minus'> {
  return runOutputs('vortex', createVortex(n), ['plus', 'minus'], high, low, close);
}

/**
 * Streaming {@link vortex}; `next` returns `plus`.
 * @throws RangeError when a parameter is out of range
 */
export function createVortex(n = 14): BarStream & Outputs<'plus' | 'minus'> {
  requireInteger('vortex', 'n', n, 1);
  return restarting(() => {
    const up = createRollingSum(n);
    const down = createRollingSum(n);
    const ranges = createRollingSum(n);
    const range = createTrueRange();
    let lastHigh = Number.NaN;
    let lastLow = Number.NaN;
    const out = { plus: Number.NaN, minus: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const rise = up.next(Math.abs(high - lastLow));
        const fall = down.next(Math.abs(low - lastHigh));
        const total = ranges.next(range.next(high, low, close));
        lastHigh = high;
        lastLow = low;
        out.plus = total === 0 ? 0 : rise / total;
        out.minus = total === 0 ? 0 : fall / total;
        return out.plus;
      },
    });
  });
}

export const vortexIndicator = defineIndicator({
  name: 'vortex',
  title: 'Vortex',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['plus', 'minus'],
  warmup: ({ n }) => n,
  formula: 'Σ|H − L₁|/ΣTR, Σ|L − H₁|/ΣTR',
  source: 'E. Botes and D. Siepman (2010)',
  compute: vortex,
  stream: createVortex,
});
