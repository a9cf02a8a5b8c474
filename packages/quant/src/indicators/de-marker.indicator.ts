import { requireEqualLengths, requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { restarting } from './restarting.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { runStream } from './run-stream.js';
import type { RangeStream } from './series-stream.js';

/**
 * DeMarker: rises of the high as a share of rises of the high and falls of the low, 0…1; .5 where there is neither.
 * @param high highs
 * @param low lows, same length
 * @param n bars summed, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function deMarker(high: Series, low: Series, n = 14): Float64Array {
  requireEqualLengths('deMarker', high, low);
  return runStream('deMarker', createDeMarker(n), high, low);
}

/**
 * Streaming {@link deMarker}.
 * @throws RangeError when a parameter is out of range
 */
export function createDeMarker(n = 14): RangeStream {
  requireInteger('deMarker', 'n', n, 1);
  return restarting(() => {
    const [rises, falls] = [createRollingSum(n), createRollingSum(n)];
    let [lastHigh, lastLow] = [Number.NaN, Number.NaN];
    return {
      next(high, low) {
        const up = rises.next(Math.max(0, high - lastHigh));
        const down = falls.next(Math.max(0, lastLow - low));
        lastHigh = high;
        lastLow = low;
        const total = up + down;
        return total === 0 ? 0.5 : up / total;
      },
    };
  });
}

export const deMarkerIndicator = defineIndicator({
  name: 'deMarker',
  title: 'DeMarker',
  group: 'momentum',
  inputs: ['high', 'low'],
  params: [period('n', 14)],
  outputs: ['deMarker'],
  warmup: ({ n }) => n,
  formula: 'Σ max(H − H₁, 0) / (Σ max(H − H₁, 0) + Σ max(L₁ − L, 0)) over n bars',
  source: 'T. DeMark, The New Science of Technical Analysis (1994)',
  compute: deMarker,
  stream: createDeMarker,
});
