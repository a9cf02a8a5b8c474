import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRoc } from './roc.stream.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Rate of change over `n` bars in percent, its exponential average, and the root mean square of the rate over
 * `deviation` bars on either side of zero.
 * @param x values; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 20
 * @param smooth period of the average, ≥ 1; default 5
 * @param deviation window of the bands, ≥ 1; default 5
 * @returns `roc`, `average`, `upper` and `lower`, same length; NaN before bar n + max(smooth, deviation) − 1
 * @throws RangeError on a parameter out of range
 */
export function rocBands(
  x: Series,
  n = 20,
  smooth = 5,
  deviation = 5,
): OutputColumns<'roc' | 'average' | 'upper' | 'lower'> {
  return runOutputs('rocBands', createRocBands(n, smooth, deviation), ['roc', 'average', 'upper', 'lower'], x);
}

/**
 * Streaming {@link rocBands}; `next` returns `roc`.
 * @throws RangeError when a parameter is out of range
 */
export function createRocBands(
  n = 20,
  smooth = 5,
  deviation = 5,
): SeriesStream & Outputs<'roc' | 'average' | 'upper' | 'lower'> {
  requireInteger('rocBands', 'n', n, 1);
  requireInteger('rocBands', 'smooth', smooth, 1);
  requireInteger('rocBands', 'deviation', deviation, 1);
  return restarting(() => {
    const rate = createRoc(n);
    const smoothed = createEma(smooth);
    const squares = createRollingSum(deviation);
    const out = { roc: Number.NaN, average: Number.NaN, upper: Number.NaN, lower: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        const change = rate.next(value);
        const mean = smoothed.next(change);
        const band = Math.sqrt(Math.max(0, squares.next(change * change)) / deviation);
        if (!Number.isNaN(mean + band)) {
          out.roc = change;
          out.average = mean;
          out.upper = band;
          out.lower = -band;
        }
        return out.roc;
      },
    });
  });
}

export const rocBandsIndicator = defineIndicator({
  name: 'rocBands',
  title: 'Rate of change bands',
  group: 'band',
  inputs: ['close'],
  params: [period('n', 20), period('smooth', 5), period('deviation', 5)],
  outputs: ['roc', 'average', 'upper', 'lower'],
  warmup: ({ n, smooth, deviation }) => n + Math.max(smooth, deviation) - 1,
  formula: 'ROC, EMA(ROC), ±√(Σ ROC²/deviation)',
  source: 'Stock.Indicators ROC with bands',
  compute: rocBands,
  stream: createRocBands,
});
