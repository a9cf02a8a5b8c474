import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { correlationOf, rollingCorrelation } from './rolling-comoments.js';
import type { PairStream } from './series-stream.js';
import { ComomentsStream } from './comoments-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Pearson correlation of the last `n` pairs of levels, −1…1; 0 where a series is constant (TA-Lib).
 * @param x first series; a NaN prefix is skipped
 * @param y second series, same length
 * @param n window in bars, ≥ 1; default 30
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a bad n
 */
export function correl(x: Series, y: Series, n = 30): Float64Array {
  requireEqualLengths('correl', x, y);
  requireInteger('correl', 'n', n, 1);
  return perRun([toColumn(x), toColumn(y)], (first, second) => rollingCorrelation(first, second, n));
}

/**
 * Streaming {@link correl}.
 * @throws RangeError when a parameter is out of range
 */
export function createCorrel(n = 30): PairStream {
  return restarting(() => {
    const moments = new ComomentsStream(requireInteger('correl', 'n', n, 1));
    return {
      next(first, second) {
        moments.push(first, second);
        return correlationOf(moments.xx, moments.yy, moments.xy);
      },
    };
  });
}

export const correlIndicator = defineIndicator({
  name: 'correl',
  title: 'Rolling correlation',
  group: 'statistic',
  inputs: ['close', 'other'],
  params: [period('n', 30)],
  outputs: ['correl'],
  warmup: ({ n }) => n - 1,
  formula: 'cov(x, y)/√(var(x)·var(y)) over n bars',
  source: TA_LIB,
  compute: correl,
  stream: createCorrel,
});
