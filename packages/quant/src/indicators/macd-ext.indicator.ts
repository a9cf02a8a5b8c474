import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { averageLookback, createAverage } from './average-types.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Moving average convergence divergence with a moving average type for each line (0 SMA, 1 EMA, 2 WMA, 3 DEMA, 4 TEMA,
 * 5 TRIMA, 6 KAMA, 7 MAMA, 8 T3). Recursive averages are seeded so that fast and slow start on the same bar (TA-Lib). When
 * fast > slow the two swap places with their types.
 * @param x values; a NaN prefix is skipped
 * @param fast fast period, ≥ 1; default 12
 * @param fastType type of the fast average, 0…8; default 0
 * @param slow slow period, ≥ 1; default 26
 * @param slowType type of the slow average, 0…8; default 0
 * @param signal signal period, ≥ 1; default 9
 * @param signalType type of the signal, 0…8; default 0
 * @returns `macd`, `signal` and `histogram`, same length; NaN before the first bar of the slower average plus that of the signal
 * @throws RangeError on a parameter out of range
 */
export function macdExt(
  x: Series,
  fast = 12,
  fastType = 0,
  slow = 26,
  slowType = 0,
  signal = 9,
  signalType = 0,
): OutputColumns<'macd' | 'signal' | 'histogram'> {
  return runOutputs(
    'macdExt',
    createMacdExt(fast, fastType, slow, slowType, signal, signalType),
    ['macd', 'signal', 'histogram'],
    x,
  );
}

/**
 * Streaming {@link macdExt}; `next` returns `macd`.
 * @throws RangeError when a parameter is out of range
 */
export function createMacdExt(
  fast = 12,
  fastType = 0,
  slow = 26,
  slowType = 0,
  signal = 9,
  signalType = 0,
): SeriesStream & Outputs<'macd' | 'signal' | 'histogram'> {
  requireInteger('macdExt', 'fast', fast, 1);
  requireInteger('macdExt', 'fastType', fastType, 0);
  requireInteger('macdExt', 'slow', slow, 1);
  requireInteger('macdExt', 'slowType', slowType, 0);
  requireInteger('macdExt', 'signal', signal, 1);
  requireInteger('macdExt', 'signalType', signalType, 0);
  return restarting(() => {
    if (fast > slow) return createMacdExt(slow, slowType, fast, fastType, signal, signalType);
    const lookbackFast = averageLookback('macdExt', 'fastType', fastType, fast);
    const lookbackSlow = averageLookback('macdExt', 'slowType', slowType, slow);
    const quick = createAverage('macdExt', 'fastType', fastType, fast, Math.max(0, lookbackSlow - lookbackFast));
    const steady = createAverage('macdExt', 'slowType', slowType, slow, Math.max(0, lookbackFast - lookbackSlow));
    const smooth = createAverage('macdExt', 'signalType', signalType, signal);
    const out = { macd: Number.NaN, signal: Number.NaN, histogram: Number.NaN };
    return Object.assign(out, {
      next(value: number): number {
        const line = quick.next(value) - steady.next(value);
        out.signal = smooth.next(line);
        out.macd = Number.isNaN(out.signal) ? Number.NaN : line;
        out.histogram = out.macd - out.signal;
        return out.macd;
      },
    });
  });
}

export const macdExtIndicator = defineIndicator({
  name: 'macdExt',
  title: 'MACD with chosen averages',
  group: 'momentum',
  inputs: ['close'],
  params: [
    period('fast', 12),
    period('fastType', 0, 0, 8),
    period('slow', 26),
    period('slowType', 0, 0, 8),
    period('signal', 9),
    period('signalType', 0, 0, 8),
  ],
  outputs: ['macd', 'signal', 'histogram'],
  warmup: ({ fast, fastType, slow, slowType, signal, signalType }) =>
    Math.max(
      averageLookback('macdExt', 'fastType', fastType, fast),
      averageLookback('macdExt', 'slowType', slowType, slow),
    ) + averageLookback('macdExt', 'signalType', signalType, signal),
  formula: 'average_fast − average_slow; average_signal of it; their difference',
  source: `${TA_LIB} MACDEXT; G. Appel`,
  compute: macdExt,
  stream: createMacdExt,
});
