import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import type { TradedBarStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { markGap, perRun } from './per-run.js';

/**
 * Money flow index, 0…100: share of the traded value on bars whose typical price rose, over `n` bars; 0 without flow.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param volume volumes, same length
 * @param n window in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function mfi(high: Series, low: Series, close: Series, volume: Series, n = 14): Float64Array {
  requireEqualLengths('mfi', high, low, close, volume);
  requireInteger('mfi', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close), toColumn(volume)], (h, l, c, v) =>
    flowIndex(h, l, c, v, n),
  );
}

function flowIndex(h: Float64Array, l: Float64Array, c: Float64Array, v: Float64Array, n: number): Float64Array {
  const length = c.length;
  const start = Math.max(firstDefined(h), firstDefined(l), firstDefined(c), firstDefined(v));
  const inflow = columnFrom(length, start + 1);
  const outflow = columnFrom(length, start + 1);
  let previous = start < length ? (h[start]! + l[start]! + c[start]!) / 3 : Number.NaN;
  let gap = false;
  for (let i = start + 1; i < length; i++) {
    const price = (h[i]! + l[i]! + c[i]!) / 3;
    const flow = price * v[i]!;
    if (flow !== flow) gap = true;
    if (price > previous) inflow[i] = flow;
    else if (price < previous) outflow[i] = flow;
    previous = price;
  }
  const out = shareOfSums(inflow, outflow, n, start + n);
  markGap(out, gap, h, l, c, v);
  return out;
}

/** 100·Σa/(Σa + Σb) of the last `n` bars from bar `first` on, 0 where that total is; the sums are those of `rollingSum`. */
function shareOfSums(a: Float64Array, b: Float64Array, n: number, first: number): Float64Array {
  const length = a.length;
  const out = columnFrom(length, first);
  const restA = new Float64Array(n + 1);
  const restB = new Float64Array(n + 1);
  for (let block = first; block < length; block += n) {
    const anchorA = a[block]!;
    const anchorB = b[block]!;
    let sumA = 0;
    let sumB = 0;
    for (let j = n - 1; j > 0; j--) {
      sumA += a[block - n + j]! - anchorA;
      sumB += b[block - n + j]! - anchorB;
      restA[j] = sumA;
      restB[j] = sumB;
    }
    const size = block + n < length ? n : length - block;
    sumA = 0;
    sumB = 0;
    for (let j = 0; j < size; j++) {
      sumA += a[block + j]! - anchorA;
      sumB += b[block + j]! - anchorB;
      const positive = n * anchorA + (restA[j + 1]! + sumA);
      const total = positive + (n * anchorB + (restB[j + 1]! + sumB));
      out[block + j] = total === 0 ? 0 : (100 * positive) / total;
    }
  }
  return out;
}

/**
 * Streaming {@link mfi}.
 * @throws RangeError when a parameter is out of range
 */
export function createMfi(n = 14): TradedBarStream {
  requireInteger('mfi', 'n', n, 1);
  return restarting(() => {
    const inflow = createRollingSum(n);
    const outflow = createRollingSum(n);
    let previous = Number.NaN;
    let started = false;
    return {
      next(high, low, close, volume) {
        const price = (high + low + close) / 3;
        const before = previous;
        previous = price;
        if (!started) {
          started = !Number.isNaN(price + volume);
          return Number.NaN;
        }
        const value = price * volume;
        const positive = inflow.next(price > before ? value : 0);
        const total = positive + outflow.next(price < before ? value : 0);
        return total === 0 ? 0 : (100 * positive) / total;
      },
    };
  });
}

export const mfiIndicator = defineIndicator({
  name: 'mfi',
  title: 'Money flow index',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  params: [period('n', 14)],
  outputs: ['mfi'],
  warmup: ({ n }) => n,
  formula: '100·MF⁺/(MF⁺ + MF⁻), MF = typical price × volume',
  source: `${TA_LIB}; G. Quong and A. Soudack`,
  compute: mfi,
  stream: createMfi,
});
