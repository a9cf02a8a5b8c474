import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, type Series } from '../series.js';
import { ad, createAd } from './ad.indicator.js';
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
  return perRun([ad(high, low, close, volume)], (line) => oscillation(line, fast, slow));
}

function oscillation(line: Float64Array, fast: number, slow: number): Float64Array {
  const start = firstDefined(line);
  const first = start + Math.max(fast, slow) - 1;
  const out = columnFrom(line.length, first);
  const kFast = 2 / (fast + 1);
  const kSlow = 2 / (slow + 1);
  let quick = line[start] ?? 0;
  let steady = quick;
  for (let i = start; i < line.length; i++) {
    quick += kFast * (line[i]! - quick);
    steady += kSlow * (line[i]! - steady);
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
