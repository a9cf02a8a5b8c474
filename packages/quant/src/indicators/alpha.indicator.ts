import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createBeta } from './beta.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRocp } from './rocp.stream.js';
import { runStream } from './run-stream.js';
import type { PairStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Rolling alpha: what `y` gains a bar beyond its beta times what `x` gains, as a fraction; the intercept of the
 * regression of the relative changes of `y` on those of `x`. So `x` is the market and `y` the asset, as in {@link beta}.
 * @param x market levels; a NaN prefix is skipped
 * @param y asset levels, same length
 * @param n window of changes in bars, ≥ 1; default 60
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function alpha(x: Series, y: Series, n = 60): Float64Array {
  return runStream('alpha', createAlpha(n), x, y);
}

/**
 * Streaming {@link alpha}.
 * @throws RangeError when a parameter is out of range
 */
export function createAlpha(n = 60): PairStream {
  requireInteger('alpha', 'n', n, 1);
  return restarting(() => {
    const slope = createBeta(n);
    const [ofX, ofY] = [createRocp(1), createRocp(1)];
    const [meanX, meanY] = [createSma(n), createSma(n)];
    return {
      next(first, second) {
        const b = slope.next(first, second);
        const x = ofX.next(first);
        const y = ofY.next(second);
        const both = !Number.isNaN(x + y);
        return meanY.next(both ? y : Number.NaN) - b * meanX.next(both ? x : Number.NaN);
      },
    };
  });
}

export const alphaIndicator = defineIndicator({
  name: 'alpha',
  title: 'Rolling alpha',
  group: 'statistic',
  inputs: ['close', 'other'],
  params: [period('n', 60)],
  outputs: ['alpha'],
  warmup: ({ n }) => n,
  formula: 'mean(Δy/y) − beta·mean(Δx/x) over n changes',
  source: 'M. Jensen (1968), without a risk-free rate',
  compute: alpha,
  stream: createAlpha,
});
