import { requireInteger, requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, factor, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Averages of the high and the low pushed apart by the width of each bar relative to its price, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n window in bars, ≥ 1; default 20
 * @param width how far a bar of given relative range pushes, ≥ 0; default 4
 * @returns `upper`, `middle` and `lower`, same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function accBands(
  high: Series,
  low: Series,
  close: Series,
  n = 20,
  width = 4,
): OutputColumns<'upper' | 'middle' | 'lower'> {
  return runOutputs('accBands', createAccBands(n, width), ['upper', 'middle', 'lower'], high, low, close);
}

/**
 * Streaming {@link accBands}; `next` returns `upper`.
 * @throws RangeError when a parameter is out of range
 */
export function createAccBands(n = 20, width = 4): BarStream & Outputs<'upper' | 'middle' | 'lower'> {
  requireInteger('accBands', 'n', n, 1);
  requireNumber('accBands', 'width', width, 0);
  return restarting(() => {
    const top = createSma(n);
    const centre = createSma(n);
    const bottom = createSma(n);
    const out = { upper: Number.NaN, middle: Number.NaN, lower: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const push = high + low === 0 ? 0 : (width * (high - low)) / (high + low);
        out.upper = top.next(high * (1 + push));
        out.middle = centre.next(close);
        out.lower = bottom.next(low * (1 - push));
        return out.upper;
      },
    });
  });
}

export const accBandsIndicator = defineIndicator({
  name: 'accBands',
  title: 'Acceleration bands',
  group: 'band',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 20), factor('width', 4)],
  outputs: ['upper', 'middle', 'lower'],
  warmup: ({ n }) => n - 1,
  formula: 'SMA(H·(1 + w·(H − L)/(H + L))), SMA(C), SMA(L·(1 − w·(H − L)/(H + L)))',
  source: 'P. Headley; TA-Lib 0.6 ACCBANDS',
  compute: accBands,
  stream: createAccBands,
});
