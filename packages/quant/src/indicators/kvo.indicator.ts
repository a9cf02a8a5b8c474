import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, TradedBarStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Fast minus slow exponential average of the volume force, which gives each bar's volume the sign of the trend;
 * `signal` is its exponential average. In the unit of volume, times 100; a bar without volume or range of trend adds
 * 0.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param volume volumes ≥ 0, same length
 * @param fast fast period, ≥ 1; default 34
 * @param slow slow period, ≥ 1; default 55
 * @param signal signal period, ≥ 1; default 13
 * @returns `kvo` and `signal`, same length; NaN before bar max(fast, slow) + signal
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function kvo(
  high: Series,
  low: Series,
  close: Series,
  volume: Series,
  fast = 34,
  slow = 55,
  signal = 13,
): OutputColumns<'kvo' | 'signal'> {
  return runOutputs('kvo', createKvo(fast, slow, signal), ['kvo', 'signal'], high, low, close, volume);
}

/**
 * Streaming {@link kvo}; `next` returns `kvo`.
 * @throws RangeError when a parameter is out of range
 */
export function createKvo(fast = 34, slow = 55, signal = 13): TradedBarStream & Outputs<'kvo' | 'signal'> {
  requireInteger('kvo', 'fast', fast, 1);
  requireInteger('kvo', 'slow', slow, 1);
  requireInteger('kvo', 'signal', signal, 1);
  return restarting(() => {
    const quick = createEma(fast);
    const steady = createEma(slow);
    const smooth = createEma(signal);
    let previous = Number.NaN;
    let range = Number.NaN;
    let trend = 0;
    let travelled = 0;
    let force = 0;
    let bars = 0;
    const out = { kvo: Number.NaN, signal: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number, volume: number): number {
        if (bars === 0 && Number.isNaN(high + low + close + volume)) return Number.NaN;
        const price = high + low + close;
        const turn = price > previous ? 1 : -1;
        const before = range;
        range = high - low;
        bars++;
        if (bars > 2) {
          travelled = turn === trend ? travelled + range : before + range;
          if (volume === 0 || range === travelled) force = 0;
          else if (range === 0) force = 200 * volume * turn;
          else if (travelled !== 0) force = 100 * volume * turn * Math.abs(2 * (range / travelled - 1));
          const line = quick.next(force) - steady.next(force);
          out.signal = smooth.next(line);
          out.kvo = Number.isNaN(out.signal) ? Number.NaN : line;
        }
        trend = turn;
        previous = price;
        return out.kvo;
      },
    });
  });
}

export const kvoIndicator = defineIndicator({
  name: 'kvo',
  title: 'Klinger volume oscillator',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  params: [period('fast', 34), period('slow', 55), period('signal', 13)],
  outputs: ['kvo', 'signal'],
  warmup: ({ fast, slow, signal }) => Math.max(fast, slow) + signal,
  formula: 'EMA_fast(VF) − EMA_slow(VF), VF = 100·V·T·|2·(dm/cm − 1)|, T = sign of the change of H + L + C',
  source: 'S. Klinger (1997); Stock.Indicators',
  compute: kvo,
  stream: createKvo,
});
