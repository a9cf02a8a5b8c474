import { requireEqualLengths } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, TA_LIB } from './indicator-spec.js';
import type { PairStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * On-balance volume, in the unit of volume: adds the volume of rising closes, subtracts that of falling ones. It starts
 * at the first bar's volume (TA-Lib).
 * @param close closes; a NaN prefix is skipped
 * @param volume volumes, same length
 * @returns same length, defined from bar 0
 * @throws RangeError on unequal lengths
 */
export function obv(close: Series, volume: Series): Float64Array {
  requireEqualLengths('obv', close, volume);
  return perRun([toColumn(close), toColumn(volume)], balance);
}

function balance(c: Float64Array, v: Float64Array): Float64Array {
  const length = c.length;
  const first = Math.max(firstDefined(c), firstDefined(v));
  const out = columnFrom(length, first);
  if (first >= length) return out;
  let total = v[first]!;
  out[first] = total;
  for (let i = first + 1; i < length; i++) {
    if (c[i]! > c[i - 1]!) total += v[i]!;
    else if (c[i]! < c[i - 1]!) total -= v[i]!;
    else total += (c[i]! - c[i - 1]!) * v[i]!;
    out[i] = total;
  }
  return out;
}

/** Streaming {@link obv}. */
export function createObv(): PairStream {
  return restarting(() => {
    let previous = Number.NaN;
    let total = Number.NaN;
    return {
      next(close, volume) {
        if (Number.isNaN(total)) total = Number.isNaN(close) ? Number.NaN : volume;
        else if (close > previous) total += volume;
        else if (close < previous) total -= volume;
        previous = close;
        return total;
      },
    };
  });
}

export const obvIndicator = defineIndicator({
  name: 'obv',
  title: 'On-balance volume',
  group: 'volume',
  inputs: ['close', 'volume'],
  params: [],
  outputs: ['obv'],
  warmup: () => 0,
  formula: 'V₀ + Σ sign(C − C₁)·V',
  source: `${TA_LIB}; J. Granville (1963)`,
  compute: obv,
  stream: createObv,
});
