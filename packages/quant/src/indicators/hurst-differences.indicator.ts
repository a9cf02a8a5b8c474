import { log, square } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { restarting } from './restarting.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';

/**
 * Hurst exponent by how the deviation of differences grows with their lag: .5 for a random walk, less for reversion, more
 * for trends; .5 where differences of some lag do not vary. Costs n·maxLag a bar.
 * @param x values, any unit; a NaN prefix is skipped
 * @param n values in the window, ≥ maxLag + 2; default 252
 * @param maxLag longest lag, ≥ 3; the shortest is 2; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on a parameter out of range
 */
export function hurstDifferences(x: Series, n = 252, maxLag = 20): Float64Array {
  return runStream('hurstDifferences', createHurstDifferences(n, maxLag), x);
}

/**
 * Streaming {@link hurstDifferences}.
 * @throws RangeError when a parameter is out of range
 */
export function createHurstDifferences(n = 252, maxLag = 20): SeriesStream {
  requireInteger('hurstDifferences', 'maxLag', maxLag, 3);
  requireInteger('hurstDifferences', 'n', n, maxLag + 2);
  return restarting(() => {
    const window = new ValueWindow(n);
    const values = new Float64Array(n);
    return {
      next(value) {
        window.push(value);
        if (!window.full) return Number.NaN;
        for (let j = 0; j < n; j++) values[j] = window.at(j);
        return growth(values, maxLag);
      },
    };
  });
}

/** Slope of ln(deviation) on ln(lag), lags 2 … maxLag; deviations in parts of the first, so that no unit leaves a trace. */
function growth(values: Float64Array, maxLag: number): number {
  const first = deviation(values, 2);
  let count = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  for (let lag = 2; lag <= maxLag; lag++) {
    const ratio = deviation(values, lag) / first;
    if (!(ratio > 0 && ratio < Infinity)) return 0.5;
    const x = log(lag);
    const y = log(ratio);
    count++;
    const dx = x - meanX;
    meanX += dx / count;
    meanY += (y - meanY) / count;
    xx += dx * (x - meanX);
    xy += dx * (y - meanY);
  }
  return xy / xx;
}

/** Deviation (ddof 0) of the differences over `lag` values. */
function deviation(values: Float64Array, lag: number): number {
  const count = values.length - lag;
  let mean = 0;
  for (let j = lag; j < values.length; j++) mean += values[j]! - values[j - lag]!;
  mean /= count;
  let squares = 0;
  for (let j = lag; j < values.length; j++) squares += square(values[j]! - values[j - lag]! - mean);
  return Math.sqrt(squares / count);
}

export const hurstDifferencesIndicator = defineIndicator({
  name: 'hurstDifferences',
  title: 'Hurst exponent by lagged differences',
  group: 'statistic',
  inputs: ['close'],
  params: [period('n', 252, 5), period('maxLag', 20, 3)],
  outputs: ['hurstDifferences'],
  warmup: ({ n }) => n - 1,
  formula: 'slope of ln sd(x_t − x_(t−lag)) on ln lag, lag = 2…maxLag',
  source: 'T. Di Matteo (2007), generalised Hurst exponent; LEAN HurstExponent',
  compute: hurstDifferences,
  stream: createHurstDifferences,
});
