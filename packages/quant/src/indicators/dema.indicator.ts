import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { SeriesStream } from './series-stream.js';
import { createEma } from './ema.stream.js';
import { restarting } from './restarting.js';

/**
 * Double exponential moving average, 2·EMA − EMA(EMA), in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 1
 * @returns same length; NaN before bar 2(n − 1)
 * @throws RangeError when n is not an integer ≥ 1
 */
export function dema(x: Series, n: number): Float64Array {
  requireInteger('dema', 'n', n, 1);
  const once = ema(toColumn(x), n);
  const out = ema(once, n);
  for (let i = 0; i < out.length; i++) out[i] = 2 * once[i]! - out[i]!;
  return out;
}

/**
 * Streaming {@link dema}.
 * @throws RangeError when a parameter is out of range
 */
export function createDema(n: number): SeriesStream {
  return restarting(() => {
    const first = createEma(requireInteger('dema', 'n', n, 1));
    const second = createEma(n);
    return {
      next(value) {
        const once = first.next(value);
        return 2 * once - second.next(once);
      },
    };
  });
}

export const demaIndicator = defineIndicator({
  name: 'dema',
  title: 'Double exponential moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['dema'],
  warmup: ({ n }) => 2 * (n - 1),
  formula: '2·EMA(x) − EMA(EMA(x))',
  source: `${TA_LIB}; P. Mulloy (1994)`,
  compute: dema,
  stream: createDema,
});
