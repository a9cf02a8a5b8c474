import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExponentialStream } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createMom } from './mom.stream.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Relative strength index of the changes over `momentum` bars instead of one, 0…100; 0 without any movement.
 * @param x values; a NaN prefix is skipped
 * @param n period of Wilder's averages, ≥ 1; default 20
 * @param momentum bars of a change, ≥ 1; default 5; with 1 it is {@link rsi}
 * @returns same length; NaN before bar n + momentum − 1
 * @throws RangeError on a parameter out of range
 */
export function rmi(x: Series, n = 20, momentum = 5): Float64Array {
  return runStream('rmi', createRmi(n, momentum), x);
}

/**
 * Streaming {@link rmi}.
 * @throws RangeError when a parameter is out of range
 */
export function createRmi(n = 20, momentum = 5): SeriesStream {
  requireInteger('rmi', 'n', n, 1);
  requireInteger('rmi', 'momentum', momentum, 1);
  return restarting(() => {
    const changes = createMom(momentum);
    const gains = new ExponentialStream(n, 1 / n);
    const losses = new ExponentialStream(n, 1 / n);
    return {
      next(value) {
        const change = changes.next(value);
        const gain = gains.next(change > 0 ? change : 0 * change);
        const loss = losses.next(change < 0 ? -change : 0 * change);
        const total = gain + loss;
        return total === 0 ? 0 : (100 * gain) / total;
      },
    };
  });
}

export const rmiIndicator = defineIndicator({
  name: 'rmi',
  title: 'Relative momentum index',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 20), period('momentum', 5)],
  outputs: ['rmi'],
  warmup: ({ n, momentum }) => n + momentum - 1,
  formula: '100·G/(G + L), G and L Wilder averages of (x − x_momentum)⁺ and (x_momentum − x)⁺',
  source: 'R. Altman (1993)',
  compute: rmi,
  stream: createRmi,
});
