import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRocp } from './rocp.stream.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, PairStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Ratio of `x` to `y` and the difference of their changes over `n` bars, a fraction; 0 where the divisor is 0.
 * @param x values; a NaN prefix is skipped
 * @param y second series, same length
 * @param n bars back, ≥ 1; default 20
 * @returns `ratio` and `excess`, same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function priceRelative(x: Series, y: Series, n = 20): OutputColumns<'ratio' | 'excess'> {
  return runOutputs('priceRelative', createPriceRelative(n), ['ratio', 'excess'], x, y);
}

/**
 * Streaming {@link priceRelative}; `next` returns `ratio`.
 * @throws RangeError when a parameter is out of range
 */
export function createPriceRelative(n = 20): PairStream & Outputs<'ratio' | 'excess'> {
  requireInteger('priceRelative', 'n', n, 1);
  return restarting(() => {
    const ofX = createRocp(n);
    const ofY = createRocp(n);
    const out = { ratio: Number.NaN, excess: Number.NaN };
    return Object.assign(out, {
      next(first: number, second: number): number {
        out.excess = ofX.next(first) - ofY.next(second);
        out.ratio = Number.isNaN(out.excess) ? Number.NaN : second === 0 ? 0 : first / second;
        return out.ratio;
      },
    });
  });
}

export const priceRelativeIndicator = defineIndicator({
  name: 'priceRelative',
  title: 'Price relative strength',
  group: 'statistic',
  inputs: ['close', 'other'],
  params: [period('n', 20)],
  outputs: ['ratio', 'excess'],
  warmup: ({ n }) => n,
  formula: 'x/y; (x/x_n − 1) − (y/y_n − 1)',
  source: 'definition',
  compute: priceRelative,
  stream: createPriceRelative,
});
