import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createLogReturn } from './log-return.indicator.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { createStddev } from './stddev.stream.js';
import { restarting } from './restarting.js';

/**
 * Change of one bar in standard deviations of the `n` logarithmic returns before it; 0 where those had no spread. Values
 * must be positive.
 * @param x values; a NaN prefix is skipped
 * @param n returns in the window, ≥ 1; default 20
 * @returns same length; NaN before bar n + 1
 * @throws RangeError on a parameter out of range
 */
export function priceSpike(x: Series, n = 20): Float64Array {
  return runStream('priceSpike', createPriceSpike(n), x);
}

/**
 * Streaming {@link priceSpike}.
 * @throws RangeError when a parameter is out of range
 */
export function createPriceSpike(n = 20): SeriesStream {
  return restarting(() => {
    const returns = createLogReturn(1);
    const deviation = createStddev(requireInteger('priceSpike', 'n', n, 1));
    let previous = Number.NaN;
    let usual = Number.NaN;
    return {
      next(value) {
        const size = usual * previous;
        const spike = size === 0 ? 0 : (value - previous) / size;
        usual = deviation.next(returns.next(value));
        previous = value;
        return spike;
      },
    };
  });
}

export const priceSpikeIndicator = defineIndicator({
  name: 'priceSpike',
  title: 'Price spike',
  group: 'volatility',
  inputs: ['close'],
  params: [period('n', 20)],
  outputs: ['priceSpike'],
  warmup: ({ n }) => n + 1,
  formula: '(x − x₁)/(x₁·sd_n(ln(x₁/x₂)))',
  source: 'J. Augen, The Volatility Edge in Options Trading (2008)',
  compute: priceSpike,
  stream: createPriceSpike,
});
