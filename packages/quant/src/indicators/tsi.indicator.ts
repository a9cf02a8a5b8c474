import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * One-bar change smoothed twice, in percent of its size smoothed likewise, −100…100, and its exponential average; 0
 * without movement.
 * @param x values; a NaN prefix is skipped
 * @param first first smoothing, ≥ 1; default 25
 * @param second second smoothing, ≥ 1; default 13
 * @param signal signal period, ≥ 1; default 7
 * @returns `tsi` and `signal`, same length; NaN before bar first + second + signal − 2
 * @throws RangeError on a parameter out of range
 */
export function tsi(x: Series, first = 25, second = 13, signal = 7): OutputColumns<'tsi' | 'signal'> {
  return runOutputs('tsi', createTsi(first, second, signal), ['tsi', 'signal'], x);
}

/**
 * Streaming {@link tsi}; `next` returns `tsi`.
 * @throws RangeError when a parameter is out of range
 */
export function createTsi(first = 25, second = 13, signal = 7): SeriesStream & Outputs<'tsi' | 'signal'> {
  requireInteger('tsi', 'first', first, 1);
  requireInteger('tsi', 'second', second, 1);
  requireInteger('tsi', 'signal', signal, 1);
  return restarting(() => {
    const [a, b, c, d] = [first, second, first, second].map((p) => createEma(p));
    const average = createEma(signal);
    let previous = Number.NaN;
    const out = { tsi: Number.NaN, signal: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        const change = value - previous;
        previous = value;
        const net = b!.next(a!.next(change));
        const path = d!.next(c!.next(Math.abs(change)));
        const index = path === 0 ? 0 : (100 * net) / path;
        out.signal = average.next(index);
        out.tsi = Number.isNaN(out.signal) ? Number.NaN : index;
        return out.tsi;
      },
    });
  });
}

export const tsiIndicator = defineIndicator({
  name: 'tsi',
  title: 'True strength index',
  group: 'momentum',
  inputs: ['close'],
  params: [period('first', 25), period('second', 13), period('signal', 7)],
  outputs: ['tsi', 'signal'],
  warmup: ({ first, second, signal }) => first + second + signal - 2,
  formula: '100·EMA(EMA(Δx))/EMA(EMA(|Δx|))',
  source: 'W. Blau (1991)',
  compute: tsi,
  stream: createTsi,
});
