import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createRollingSum, rollingSum } from './rolling-sum.indicator.js';
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
    const bottom = Math.min(l[i]!, c[i - 1]!);
    pressure[i] = c[i]! - bottom;
    range[i] = Math.max(h[i]!, c[i - 1]!) - bottom;
  }
  const out = columnFrom(length, start + periods[2]!);
  let weight = 4;
  for (const n of periods) {
    const bought = rollingSum(pressure, n);
    const moved = rollingSum(range, n);
    for (let i = start + periods[2]!; i < length; i++) {
      if (moved[i]! !== 0) out[i] = out[i]! + ((100 / 7) * weight * bought[i]!) / moved[i]!;
    }
    weight /= 2;
  }
  return out;
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
      let weight = 4;
      for (let k = 0; k < 3; k++) {
        const part = bought[k]!.next(pressure);
        const whole = moved[k]!.next(range);
        if (whole !== 0) value += ((100 / 7) * weight * part) / whole;
        weight /= 2;
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
