import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Distance of the high and of the low from the exponential average of the close: bull and bear power, in price.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n period of the average, ≥ 1; default 13
 * @returns `bull` and `bear`, same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function elderRay(high: Series, low: Series, close: Series, n = 13): OutputColumns<'bull' | 'bear'> {
  return runOutputs('elderRay', createElderRay(n), ['bull', 'bear'], high, low, close);
}

/**
 * Streaming {@link elderRay}; `next` returns `bull`.
 * @throws RangeError when a parameter is out of range
 */
export function createElderRay(n = 13): BarStream & Outputs<'bull' | 'bear'> {
  requireInteger('elderRay', 'n', n, 1);
  return restarting(() => {
    const average = createEma(n);
    const out = { bull: Number.NaN, bear: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const middle = average.next(close);
        out.bull = high - middle;
        out.bear = low - middle;
        return out.bull;
      },
    });
  });
}

export const elderRayIndicator = defineIndicator({
  name: 'elderRay',
  title: 'Elder ray',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 13)],
  outputs: ['bull', 'bear'],
  warmup: ({ n }) => n - 1,
  formula: 'H − EMA(C), L − EMA(C)',
  source: 'A. Elder (1993)',
  compute: elderRay,
  stream: createElderRay,
});
