import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { ema } from './ema.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { SeriesStream } from './series-stream.js';
import { createEma } from './ema.stream.js';
import { restarting } from './restarting.js';

/**
 * Triple exponential moving average, 3·EMA − 3·EMA² + EMA³, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 1
 * @returns same length; NaN before bar 3(n − 1)
 * @throws RangeError when n is not an integer ≥ 1
 */
export function tema(x: Series, n: number): Float64Array {
  requireInteger('tema', 'n', n, 1);
  const once = ema(toColumn(x), n);
  const twice = ema(once, n);
  const out = ema(twice, n);
  for (let i = 0; i < out.length; i++) out[i] = 3 * (once[i]! - twice[i]!) + out[i]!;
  return out;
}

/**
 * Streaming {@link tema}.
 * @throws RangeError when a parameter is out of range
 */
export function createTema(n: number): SeriesStream {
  return restarting(() => {
    const first = createEma(requireInteger('tema', 'n', n, 1));
    const second = createEma(n);
    const third = createEma(n);
    return {
      next(value) {
        const once = first.next(value);
        const twice = second.next(once);
        return 3 * (once - twice) + third.next(twice);
      },
    };
  });
}

export const temaIndicator = defineIndicator({
  name: 'tema',
  title: 'Triple exponential moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['tema'],
  warmup: ({ n }) => 3 * (n - 1),
  formula: '3·EMA(x) − 3·EMA(EMA(x)) + EMA(EMA(EMA(x)))',
  source: `${TA_LIB}; P. Mulloy (1994)`,
  compute: tema,
  stream: createTema,
});
