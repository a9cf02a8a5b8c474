import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRoc } from './roc.stream.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { restarting } from './restarting.js';

/**
 * Weighted sum of four smoothed rates of change, in percent, with weights 1 to 4 from the shortest to the longest, and
 * its simple average.
 * @param x values; a NaN prefix is skipped
 * @param roc1 bars of the first rate, ≥ 1; default 10
 * @param roc2 bars of the second rate, ≥ 1; default 15
 * @param roc3 bars of the third rate, ≥ 1; default 20
 * @param roc4 bars of the fourth rate, ≥ 1; default 30
 * @param sma1 smoothing of the first rate, ≥ 1; default 10
 * @param sma2 smoothing of the second rate, ≥ 1; default 10
 * @param sma3 smoothing of the third rate, ≥ 1; default 10
 * @param sma4 smoothing of the fourth rate, ≥ 1; default 15
 * @param signal signal period, ≥ 1; default 9
 * @returns `kst` and `signal`, same length; NaN before bar max(roc1 + sma1, roc2 + sma2, roc3 + sma3, roc4 + sma4) + signal − 2
 * @throws RangeError on a parameter out of range
 */
export function kst(
  x: Series,
  roc1 = 10,
  roc2 = 15,
  roc3 = 20,
  roc4 = 30,
  sma1 = 10,
  sma2 = 10,
  sma3 = 10,
  sma4 = 15,
  signal = 9,
): OutputColumns<'kst' | 'signal'> {
  return runOutputs('kst', createKst(roc1, roc2, roc3, roc4, sma1, sma2, sma3, sma4, signal), ['kst', 'signal'], x);
}

/**
 * Streaming {@link kst}; `next` returns `kst`.
 * @throws RangeError when a parameter is out of range
 */
export function createKst(
  roc1 = 10,
  roc2 = 15,
  roc3 = 20,
  roc4 = 30,
  sma1 = 10,
  sma2 = 10,
  sma3 = 10,
  sma4 = 15,
  signal = 9,
): SeriesStream & Outputs<'kst' | 'signal'> {
  requireInteger('kst', 'roc1', roc1, 1);
  requireInteger('kst', 'roc2', roc2, 1);
  requireInteger('kst', 'roc3', roc3, 1);
  requireInteger('kst', 'roc4', roc4, 1);
  requireInteger('kst', 'sma1', sma1, 1);
  requireInteger('kst', 'sma2', sma2, 1);
  requireInteger('kst', 'sma3', sma3, 1);
  requireInteger('kst', 'sma4', sma4, 1);
  requireInteger('kst', 'signal', signal, 1);
  return restarting(() => {
    const changes = [roc1, roc2, roc3, roc4].map((n) => createRoc(n));
    const averages = [sma1, sma2, sma3, sma4].map((n) => createSma(n));
    const smooth = createSma(signal);
    const out = { kst: Number.NaN, signal: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += (k + 1) * averages[k]!.next(changes[k]!.next(value));
        out.signal = smooth.next(sum);
        out.kst = Number.isNaN(out.signal) ? Number.NaN : sum;
        return out.kst;
      },
    });
  });
}

export const kstIndicator = defineIndicator({
  name: 'kst',
  title: 'Know sure thing',
  group: 'momentum',
  inputs: ['close'],
  params: [
    period('roc1', 10),
    period('roc2', 15),
    period('roc3', 20),
    period('roc4', 30),
    period('sma1', 10),
    period('sma2', 10),
    period('sma3', 10),
    period('sma4', 15),
    period('signal', 9),
  ],
  outputs: ['kst', 'signal'],
  warmup: ({ roc1, roc2, roc3, roc4, sma1, sma2, sma3, sma4, signal }) =>
    Math.max(roc1 + sma1, roc2 + sma2, roc3 + sma3, roc4 + sma4) + signal - 2,
  formula: 'Σ k·SMA(ROC)',
  source: 'M. Pring (1992)',
  compute: kst,
  stream: createKst,
});
