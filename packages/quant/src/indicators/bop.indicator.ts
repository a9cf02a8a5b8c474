import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import type { CandleStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Balance of power, (close − open)/(high − low), −1…1; 0 where the bar has no range.
 * @param open opens
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @returns same length, defined from bar 0
 * @throws RangeError on unequal lengths
 */
export function bop(open: Series, high: Series, low: Series, close: Series): Float64Array {
  const length = requireEqualLengths('bop', open, high, low, close);
  const o = toColumn(open);
  const h = toColumn(high);
  const l = toColumn(low);
  const c = toColumn(close);
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const range = h[i]! - l[i]!;
    const body = c[i]! - o[i]!;
    out[i] = range === 0 && body === body ? 0 : body / range;
  }
  return out;
}

/** Streaming {@link bop}. */
export function createBop(): CandleStream {
  return restarting(() => {
    return {
      next(open, high, low, close) {
        const range = high - low;
        return range === 0 ? 0 : (close - open) / range;
      },
    };
  });
}

export const bopIndicator = defineIndicator({
  name: 'bop',
  title: 'Balance of power',
  group: 'momentum',
  inputs: ['open', 'high', 'low', 'close'],
  params: [],
  outputs: ['bop'],
  warmup: () => 0,
  formula: '(C − O)/(H − L)',
  source: TA_LIB,
  compute: bop,
  stream: createBop,
});
