import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { upMove } from './directional-movement.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { DirectionalStream } from './directional-stream.js';
import { rangeWithGap } from './true-range.indicator.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

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
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => adxKernel(h, l, c, n));
}

/** The sums of `directionalMovement` and the average over them in one pass. */
function adxKernel(high: Float64Array, low: Float64Array, close: Float64Array, n: number): Float64Array {
  n |= 0;
  const length = close.length;
  const start = Math.max(firstDefined(high), firstDefined(low), firstDefined(close));
  const first = start + n;
  const out = columnFrom(length, first + n - 1);
  const decay = n > 1 ? 1 - 1 / n : 0;
  const keep = (n - 1) / n;
  let plus = 0;
  let minus = 0;
  let range = 0;
  let value = 0;
  let seen = 0;
  for (let i = start + 1; i < length; i++) {
    const rise = high[i]! - high[i - 1]!;
    const fall = low[i - 1]! - low[i]!;
    seen += rise + fall;
    const held = i < first ? 1 : decay;
    plus = plus * held + upMove(rise, fall);
    minus = minus * held + upMove(fall, rise);
    range = range * held + rangeWithGap(high[i]!, low[i]!, close[i - 1]!);
    if (i < first) continue;
    const total = plus + minus;
    const defined = range !== 0 && total !== 0;
    const index = defined ? (100 * Math.abs(plus - minus)) / total : 0;
    if (i < first + n) value += index / n;
    else if (defined) value = value * keep + index / n;
    if (i >= first + n - 1) out[i] = value;
  }
  markGap(out, Number.isNaN(seen + range), high, low, close);
  return out;
}

/**
 * Streaming {@link adx}.
 * @throws RangeError when a parameter is out of range
 */
export function createAdx(n = 14): BarStream {
  return restarting(() => {
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
  });
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
