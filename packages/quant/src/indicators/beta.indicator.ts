import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rollingBeta } from './rolling-beta.js';
import { createRocp } from './rocp.stream.js';
import { ComomentsStream } from './comoments-stream.js';
import type { PairStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Rolling beta: slope of the regression of the one-bar relative changes of `y` on those of `x`; 0 where those of `x` are
 * constant. So `x` is the market and `y` the asset (TA-Lib's argument order).
 * @param x regressor levels; a NaN prefix is skipped
 * @param y dependent levels, same length
 * @param n window of changes in bars, ≥ 1; default 5
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function beta(x: Series, y: Series, n = 5): Float64Array {
  requireEqualLengths('beta', x, y);
  requireInteger('beta', 'n', n, 1);
  return perRun([toColumn(x), toColumn(y)], (first, second) => rollingBeta(first, second, n));
}

/**
 * Streaming {@link beta}.
 * @throws RangeError when a parameter is out of range
 */
export function createBeta(n = 5): PairStream {
  return restarting(() => {
    const moments = new ComomentsStream(requireInteger('beta', 'n', n, 1));
    const ofX = createRocp(1);
    const ofY = createRocp(1);
    return {
      next(first, second) {
        moments.push(ofX.next(first), ofY.next(second));
        return moments.xx === 0 ? 0 : moments.xy / moments.xx;
      },
    };
  });
}

export const betaIndicator = defineIndicator({
  name: 'beta',
  title: 'Rolling beta',
  group: 'statistic',
  inputs: ['close', 'other'],
  params: [period('n', 5)],
  outputs: ['beta'],
  warmup: ({ n }) => n,
  formula: 'cov(Δx/x, Δy/y)/var(Δx/x) over n changes',
  source: TA_LIB,
  compute: beta,
  stream: createBeta,
});
