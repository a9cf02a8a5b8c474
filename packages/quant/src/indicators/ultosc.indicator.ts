import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { SHARE_WEIGHTS, ShareStream, weightedShares } from './buying-pressure.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { BarStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

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
  requireEqualLengths('ultosc', high, low, close);
  const periods = [
    requireInteger('ultosc', 'short', short, 1),
    requireInteger('ultosc', 'medium', medium, 1),
    requireInteger('ultosc', 'long', long, 1),
  ].sort((a, b) => a - b);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => {
    const start = Math.max(firstDefined(h), firstDefined(l), firstDefined(c));
    const out = columnFrom(c.length, start + periods[2]!);
    weightedShares(h, l, c, start, periods[0]!, periods[1]!, periods[2]!, out);
    return out;
  });
}

/**
 * Streaming {@link ultosc}.
 * @throws RangeError when a parameter is out of range
 */
export function createUltosc(short = 7, medium = 14, long = 28): BarStream {
  return restarting(() => {
    const periods = [
      requireInteger('ultosc', 'short', short, 1),
      requireInteger('ultosc', 'medium', medium, 1),
      requireInteger('ultosc', 'long', long, 1),
    ].sort((a, b) => a - b);
    const shares = periods.map((n) => new ShareStream(n, periods[2]!));
    let previous = Number.NaN;
    return {
      next(high, low, close) {
        const down = Math.max(previous - low, 0);
        const pressure = close - previous + down;
        const range = Math.max(high - previous, 0) + down;
        previous = Number.isNaN(high + low) ? Number.NaN : close;
        let value = 0;
        shares.forEach((share, k) => {
          share.push(pressure, range);
          if (share.range !== 0) value += (SHARE_WEIGHTS[k]! * share.pressure) / share.range;
        });
        return value;
      },
    };
  });
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
