import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { Lag } from './lag.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Net change over `n` bars as a share of the path travelled, 0…1; 0 without movement.
 * @param x values; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 10
 * @returns same length; NaN before bar n
 * @throws RangeError on a parameter out of range
 */
export function efficiencyRatio(x: Series, n = 10): Float64Array {
  return runStream('efficiencyRatio', createEfficiencyRatio(n), x);
}

/**
 * Streaming {@link efficiencyRatio}.
 * @throws RangeError when a parameter is out of range
 */
export function createEfficiencyRatio(n = 10): SeriesStream {
  requireInteger('efficiencyRatio', 'n', n, 1);
  return restarting(() => {
    const path = createRollingSum(n);
    const lag = new Lag(n);
    let previous = Number.NaN;
    return {
      next(value) {
        const travelled = path.next(Math.abs(value - previous));
        previous = value;
        const net = Math.abs(value - lag.next(value));
        return net === 0 ? 0 : travelled <= net ? 1 : net / travelled;
      },
    };
  });
}

export const efficiencyRatioIndicator = defineIndicator({
  name: 'efficiencyRatio',
  title: 'Efficiency ratio',
  group: 'trend',
  inputs: ['close'],
  params: [period('n', 10)],
  outputs: ['efficiencyRatio'],
  warmup: ({ n }) => n,
  formula: '|x − x_n|/Σ|Δx|',
  source: 'P. Kaufman (1995)',
  compute: efficiencyRatio,
  stream: createEfficiencyRatio,
});
