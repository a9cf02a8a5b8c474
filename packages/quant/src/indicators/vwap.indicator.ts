import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { typicalPrice } from './typical-price.indicator.js';
import { createVwma, vwma } from './vwma.indicator.js';
import type { TradedBarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Rolling volume-weighted average of the typical price over `n` bars, in price. A window without any volume has equal
 * weights: the simple mean.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param volume volumes, same length
 * @param n window in bars, ≥ 1; default 20
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a bad n
 */
export function vwap(high: Series, low: Series, close: Series, volume: Series, n = 20): Float64Array {
  requireEqualLengths('vwap', high, low, close, volume);
  requireInteger('vwap', 'n', n, 1);
  return vwma(typicalPrice(high, low, close), toColumn(volume), n);
}

/**
 * Streaming {@link vwap}.
 * @throws RangeError when a parameter is out of range
 */
export function createVwap(n: number): TradedBarStream {
  return restarting(() => {
    const average = createVwma(requireInteger('vwap', 'n', n, 1));
    return { next: (high, low, close, volume) => average.next((high + low + close) / 3, volume) };
  });
}

export const vwapIndicator = defineIndicator({
  name: 'vwap',
  title: 'Rolling volume-weighted average price',
  group: 'average',
  inputs: ['high', 'low', 'close', 'volume'],
  params: [period('n', 20)],
  outputs: ['vwap'],
  warmup: ({ n }) => n - 1,
  formula: 'Σ V·(H + L + C)/3 / Σ V over n bars',
  source: 'definition',
  compute: vwap,
  stream: createVwap,
});
