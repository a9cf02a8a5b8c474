import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import type { BarStream } from './series-stream.js';

/**
 * Ultimate oscillator, 0…100: buying pressure over true range on three horizons, weighted 4, 2, 1 from the shortest.
 * A horizon without any range counts as 0.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param short shortest period, default 7
 * @param medium middle period, default 14
 * @param long longest period, default 28; the three may be given in any order
 * @returns same length; NaN before bar `long`
 * @throws RangeError on unequal lengths or a bad period
 */
export function ultosc(high: Series, low: Series, close: Series, short = 7, medium = 14, long = 28): Float64Array {
  const length = requireEqualLengths('ultosc', high, low, close);
  const periods = [
    requireInteger('ultosc', 'short', short, 1),
    requireInteger('ultosc', 'medium', medium, 1),
    requireInteger('ultosc', 'long', long, 1),
  ].sort((a, b) => a - b);
  const h = toColumn(high);
  const l = toColumn(low);
  const c = toColumn(close);
  const start = Math.max(firstDefined(h), firstDefined(l), firstDefined(c));
  const pressure = columnFrom(length, start + 1);
  const range = columnFrom(length, start + 1);
  for (let i = start + 1; i < length; i++) {
    const before = c[i - 1]!;
    const bottom = l[i]! < before ? l[i]! : before;
    pressure[i] = c[i]! - bottom;
    range[i] = (h[i]! > before ? h[i]! : before) - bottom;
  }
  const out = columnFrom(length, start + periods[2]!);
  periods.forEach((n, k) => addShare(pressure, range, n, (100 / 7) * 2 ** (2 - k), out, start));
  return out;
}

/** Adds weight·Σ part/Σ whole of the last `n` bars to the defined part of `out`; the sums are those of `rollingSum`. */
function addShare(
  part: Float64Array,
  whole: Float64Array,
  n: number,
  weight: number,
  out: Float64Array,
  start: number,
): void {
  const length = out.length;
  const parts = new Float64Array(n + 1);
  const wholes = new Float64Array(n + 1);
  for (let block = start + n; block < length; block += n) {
    const partAnchor = part[block]!;
    const wholeAnchor = whole[block]!;
    const partBase = n * partAnchor;
    const wholeBase = n * wholeAnchor;
    let a = 0;
    let b = 0;
    for (let j = n - 1; j > 0; j--) {
      a += part[block - n + j]! - partAnchor;
      b += whole[block - n + j]! - wholeAnchor;
      parts[j] = a;
      wholes[j] = b;
    }
    const size = block + n < length ? n : length - block;
    a = 0;
    b = 0;
    for (let j = 0; j < size; j++) {
      a += part[block + j]! - partAnchor;
      b += whole[block + j]! - wholeAnchor;
      const total = wholeBase + (wholes[j + 1]! + b);
      if (total !== 0) out[block + j]! += (weight * (partBase + (parts[j + 1]! + a))) / total;
    }
  }
}

/**
 * Streaming {@link ultosc}.
 * @throws RangeError when a parameter is out of range
 */
export function createUltosc(short = 7, medium = 14, long = 28): BarStream {
  const periods = [
    requireInteger('ultosc', 'short', short, 1),
    requireInteger('ultosc', 'medium', medium, 1),
    requireInteger('ultosc', 'long', long, 1),
  ].sort((a, b) => a - b);
  const bought = periods.map(createRollingSum);
  const moved = periods.map(createRollingSum);
  let previous = Number.NaN;
  return {
    next(high, low, close) {
      const bottom = Math.min(low, previous);
      const pressure = close - bottom;
      const range = Math.max(high, previous) - bottom;
      previous = Number.isNaN(high + low) ? Number.NaN : close;
      let value = 0;
      for (let k = 0; k < 3; k++) {
        const part = bought[k]!.next(pressure);
        const whole = moved[k]!.next(range);
        if (whole !== 0) value += ((100 / 7) * 2 ** (2 - k) * part) / whole;
      }
      return value;
    },
  };
}

export const ultoscIndicator = defineIndicator({
  name: 'ultosc',
  title: 'Ultimate oscillator',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('short', 7), period('medium', 14), period('long', 28)],
  outputs: ['ultosc'],
  warmup: ({ short, medium, long }) => Math.max(short, medium, long),
  formula: '100·(4·ΣBP₁/ΣTR₁ + 2·ΣBP₂/ΣTR₂ + ΣBP₃/ΣTR₃)/7, BP = C − min(L, C₁)',
  source: `${TA_LIB}; L. Williams (1985)`,
  compute: ultosc,
  stream: createUltosc,
});
