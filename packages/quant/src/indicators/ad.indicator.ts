import { requireEqualLengths } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import type { TradedBarStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Accumulation/distribution line, in the unit of volume: volume weighted by where the close lies in the bar's range
 * (−1 at the low, +1 at the high); a bar without range adds 0.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param volume volumes, same length
 * @returns same length, defined from bar 0
 * @throws RangeError on unequal lengths
 */
export function ad(high: Series, low: Series, close: Series, volume: Series): Float64Array {
  requireEqualLengths('ad', high, low, close, volume);
  return perRun([toColumn(high), toColumn(low), toColumn(close), toColumn(volume)], distribution);
}

function distribution(h: Float64Array, l: Float64Array, c: Float64Array, v: Float64Array): Float64Array {
  const length = c.length;
  const first = Math.max(firstDefined(h), firstDefined(l), firstDefined(c), firstDefined(v));
  const out = columnFrom(length, first);
  let total = 0;
  for (let i = first; i < length; i++) {
    total += closeLocation(h[i]!, l[i]!, c[i]!) * v[i]!;
    out[i] = total;
  }
  return out;
}

/** Where the close lies in the bar's range, −1…1; 0 without range. */
export function closeLocation(high: number, low: number, close: number): number {
  const range = high - low;
  return range > 0 ? (close - low - (high - close)) / range : 0 * (range + close);
}

/** Streaming {@link ad}. */
export function createAd(): TradedBarStream {
  return restarting(() => {
    let total = 0;
    let started = false;
    return {
      next(high, low, close, volume) {
        started ||= !Number.isNaN(high + low + close + volume);
        if (!started) return Number.NaN;
        total += closeLocation(high, low, close) * volume;
        return total;
      },
    };
  });
}

export const adIndicator = defineIndicator({
  name: 'ad',
  title: 'Accumulation/distribution line',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  params: [],
  outputs: ['ad'],
  warmup: () => 0,
  formula: 'Σ V·((C − L) − (H − C))/(H − L)',
  source: `${TA_LIB}; M. Chaikin`,
  compute: ad,
  stream: createAd,
});
