import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { closeLocation, createAd } from './ad.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import type { TradedBarStream } from './series-stream.js';
import { restarting } from './restarting.js';
import { perRun } from './per-run.js';

/**
 * Chaikin oscillator: fast minus slow EMA of the accumulation/distribution line, both started at its first value.
 * In the unit of volume.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param volume volumes, same length
 * @param fast fast period, default 3
 * @param slow slow period, default 10
 * @returns same length; NaN before bar max(fast, slow) − 1
 * @throws RangeError on unequal lengths or a bad period
 */
export function adosc(high: Series, low: Series, close: Series, volume: Series, fast = 3, slow = 10): Float64Array {
  requireInteger('adosc', 'fast', fast, 1);
  requireInteger('adosc', 'slow', slow, 1);
  requireEqualLengths('adosc', high, low, close, volume);
  return perRun([toColumn(high), toColumn(low), toColumn(close), toColumn(volume)], (h, l, c, v) =>
    oscillation(h, l, c, v, fast, slow),
  );
}

/** The line and both averages in one pass. */
function oscillation(
  h: Float64Array,
  l: Float64Array,
  c: Float64Array,
  v: Float64Array,
  fast: number,
  slow: number,
): Float64Array {
  const { length } = c;
  const start = Math.max(firstDefined(h), firstDefined(l), firstDefined(c), firstDefined(v));
  const first = start + Math.max(fast, slow) - 1;
  const out = columnFrom(length, first);
  if (start >= length) return out;
  const kFast = 2 / (fast + 1);
  const kSlow = 2 / (slow + 1);
  let line = closeLocation(h[start]!, l[start]!, c[start]!) * v[start]!;
  let quick = line;
  let steady = line;
  for (let i = start; i < length; i++) {
    if (i > start) line += closeLocation(h[i]!, l[i]!, c[i]!) * v[i]!;
    quick += kFast * (line - quick);
    steady += kSlow * (line - steady);
    if (i >= first) out[i] = quick - steady;
  }
  return out;
}

/**
 * Streaming {@link adosc}.
 * @throws RangeError when a parameter is out of range
 */
export function createAdosc(fast = 3, slow = 10): TradedBarStream {
  requireInteger('adosc', 'fast', fast, 1);
  requireInteger('adosc', 'slow', slow, 1);
  return restarting(() => {
    const line = createAd();
    const kFast = 2 / (fast + 1);
    const kSlow = 2 / (slow + 1);
    const needed = Math.max(fast, slow);
    let bars = 0;
    let quick = 0;
    let steady = 0;
    return {
      next(high, low, close, volume) {
        const value = line.next(high, low, close, volume);
        if (Number.isNaN(value)) return Number.NaN;
        if (bars++ === 0) quick = steady = value;
        quick += kFast * (value - quick);
        steady += kSlow * (value - steady);
        return bars >= needed ? quick - steady : Number.NaN;
      },
    };
  });
}

export const adoscIndicator = defineIndicator({
  name: 'adosc',
  title: 'Chaikin oscillator',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  params: [period('fast', 3), period('slow', 10)],
  outputs: ['adosc'],
  warmup: ({ fast, slow }) => Math.max(fast, slow) - 1,
  formula: 'EMA_fast(AD) − EMA_slow(AD)',
  source: `${TA_LIB}; M. Chaikin`,
  compute: adosc,
  stream: createAdosc,
});
