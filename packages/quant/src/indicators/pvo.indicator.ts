import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createPpo } from './ppo.indicator.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Fast minus slow exponential average of volume in percent of the slow one, its signal and their difference; 0 without
 * volume.
 * @param volume volumes ≥ 0; a NaN prefix is skipped
 * @param fast fast period, ≥ 1; default 12
 * @param slow slow period, ≥ 1; default 26
 * @param signal signal period, ≥ 1; default 9
 * @returns `pvo`, `signal` and `histogram`, same length; NaN before bar max(fast, slow) + signal − 2
 * @throws RangeError on a parameter out of range
 */
export function pvo(volume: Series, fast = 12, slow = 26, signal = 9): OutputColumns<'pvo' | 'signal' | 'histogram'> {
  return runOutputs('pvo', createPvo(fast, slow, signal), ['pvo', 'signal', 'histogram'], volume);
}

/**
 * Streaming {@link pvo}; `next` returns `pvo`.
 * @throws RangeError when a parameter is out of range
 */
export function createPvo(fast = 12, slow = 26, signal = 9): SeriesStream & Outputs<'pvo' | 'signal' | 'histogram'> {
  requireInteger('pvo', 'fast', fast, 1);
  requireInteger('pvo', 'slow', slow, 1);
  requireInteger('pvo', 'signal', signal, 1);
  return restarting(() => {
    const line = createPpo(fast, slow);
    const average = createEma(signal);
    const out = { pvo: Number.NaN, signal: Number.NaN, histogram: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        const percent = line.next(value);
        out.signal = average.next(percent);
        out.pvo = Number.isNaN(out.signal) ? Number.NaN : percent;
        out.histogram = out.pvo - out.signal;
        return out.pvo;
      },
    });
  });
}

export const pvoIndicator = defineIndicator({
  name: 'pvo',
  title: 'Percentage volume oscillator',
  group: 'volume',
  inputs: ['volume'],
  params: [period('fast', 12), period('slow', 26), period('signal', 9)],
  outputs: ['pvo', 'signal', 'histogram'],
  warmup: ({ fast, slow, signal }) => Math.max(fast, slow) + signal - 2,
  formula: 'PPO of volume with EMA signal',
  source: 'Stock.Indicators',
  compute: pvo,
  stream: createPvo,
});
