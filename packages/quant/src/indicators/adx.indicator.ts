import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, toColumn, type Series } from '../series.js';
import { directionalMovement } from './directional-movement.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { DirectionalStream } from './directional-stream.js';

/**
 * Average directional index, 0…100: Wilder average of DX, started with the mean of `n` of them. A bar without
 * directional movement leaves the average as it is.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n period in bars, ≥ 1; default 14
 * @returns same length; NaN before bar 2n − 1
 * @throws RangeError on unequal lengths or a bad n
 */
export function adx(high: Series, low: Series, close: Series, n = 14): Float64Array {
  requireEqualLengths('adx', high, low, close);
  requireInteger('adx', 'n', n, 1);
  const { first, plus, minus, range } = directionalMovement(toColumn(high), toColumn(low), toColumn(close), n);
  const length = plus.length;
  const out = columnFrom(length, first + n - 1);
  const keep = (n - 1) / n;
  let value = 0;
  for (let i = first; i < length; i++) {
    const total = plus[i]! + minus[i]!;
    const defined = range[i]! !== 0 && total !== 0;
    const index = defined ? (100 * Math.abs(plus[i]! - minus[i]!)) / total : 0;
    if (i < first + n) value += index / n;
    else if (defined) value = value * keep + index / n;
    if (i >= first + n - 1) out[i] = value;
  }
  return out;
}

/**
 * Streaming {@link adx}.
 * @throws RangeError when a parameter is out of range
 */
export function createAdx(n = 14): BarStream {
  const movement = new DirectionalStream(requireInteger('adx', 'n', n, 1));
  const keep = (n - 1) / n;
  let count = 0;
  let value = 0;
  return {
    next(high, low, close) {
      if (!movement.push(high, low, close)) return Number.NaN;
      const { plus, minus, range } = movement;
      const defined = range !== 0 && plus + minus !== 0;
      const index = defined ? (100 * Math.abs(plus - minus)) / (plus + minus) : 0;
      if (count++ < n) value += index / n;
      else if (defined) value = value * keep + index / n;
      return count >= n ? value : Number.NaN;
    },
  };
}

export const adxIndicator = defineIndicator({
  name: 'adx',
  title: 'Average directional index',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['adx'],
  warmup: ({ n }) => 2 * n - 1,
  formula: 'Wilder average of DX',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: adx,
  stream: createAdx,
});
