import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma, ExponentialStream } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRoc } from './roc.stream.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * One-bar percent change smoothed twice with factors 2/time and 2/smooth, times 10; `signal` is its exponential
 * average.
 * @param x values; a NaN prefix is skipped
 * @param time first smoothing, ≥ 2; default 35
 * @param smooth second smoothing, ≥ 2; default 20
 * @param signal signal period, ≥ 1; default 10
 * @returns `pmo` and `signal`, same length; NaN before bar time + smooth + signal − 2
 * @throws RangeError on a parameter out of range
 */
export function pmo(x: Series, time = 35, smooth = 20, signal = 10): OutputColumns<'pmo' | 'signal'> {
  return runOutputs('pmo', createPmo(time, smooth, signal), ['pmo', 'signal'], x);
}

/**
 * Streaming {@link pmo}; `next` returns `pmo`.
 * @throws RangeError when a parameter is out of range
 */
export function createPmo(time = 35, smooth = 20, signal = 10): SeriesStream & Outputs<'pmo' | 'signal'> {
  requireInteger('pmo', 'time', time, 2);
  requireInteger('pmo', 'smooth', smooth, 2);
  requireInteger('pmo', 'signal', signal, 1);
  return restarting(() => {
    const change = createRoc(1);
    const first = new ExponentialStream(time, 2 / time);
    const second = new ExponentialStream(smooth, 2 / smooth);
    const average = createEma(signal);
    const out = { pmo: Number.NaN, signal: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        const line = second.next(10 * first.next(change.next(value)));
        out.signal = average.next(line);
        out.pmo = Number.isNaN(out.signal) ? Number.NaN : line;
        return out.pmo;
      },
    });
  });
}

export const pmoIndicator = defineIndicator({
  name: 'pmo',
  title: 'Price momentum oscillator',
  group: 'momentum',
  inputs: ['close'],
  params: [period('time', 35, 2), period('smooth', 20, 2), period('signal', 10)],
  outputs: ['pmo', 'signal'],
  warmup: ({ time, smooth, signal }) => time + smooth + signal - 2,
  formula: 'S_smooth(10·S_time(100·(x/x₁ − 1))), S_n: k = 2/n',
  source: 'C. Swenlin',
  compute: pmo,
  stream: createPmo,
});
