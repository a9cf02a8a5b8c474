import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { closeLocation } from './ad.indicator.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { runStream } from './run-stream.js';
import type { TradedBarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Volume weighted by where the close lies in each bar, over all volume of `n` bars, −1…1; 0 without volume.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param volume volumes ≥ 0, same length
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function cmf(high: Series, low: Series, close: Series, volume: Series, n = 20): Float64Array {
  return runStream('cmf', createCmf(n), high, low, close, volume);
}

/**
 * Streaming {@link cmf}.
 * @throws RangeError when a parameter is out of range
 */
export function createCmf(n = 20): TradedBarStream {
  requireInteger('cmf', 'n', n, 1);
  return restarting(() => {
    const flow = createRollingSum(n);
    const total = createRollingSum(n);
    return {
      next(high, low, close, volume) {
        const whole = !Number.isNaN(high + low + close + volume);
        const sum = flow.next(whole ? closeLocation(high, low, close) * volume : Number.NaN);
        const all = total.next(whole ? volume : Number.NaN);
        return all === 0 ? 0 : sum / all;
      },
    };
  });
}

export const cmfIndicator = defineIndicator({
  name: 'cmf',
  title: 'Chaikin money flow',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  params: [period('n', 20)],
  outputs: ['cmf'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ V·((C − L) − (H − C))/(H − L) / Σ V',
  source: 'M. Chaikin',
  compute: cmf,
  stream: createCmf,
});
