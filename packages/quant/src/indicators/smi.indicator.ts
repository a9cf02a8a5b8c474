import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { ExtremeStream } from './extreme-stream.js';
import { FirstSeededStream } from './first-seeded-stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { BarStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Distance of the close from the middle of its range, smoothed twice, in percent of half the range smoothed likewise,
 * −100…100; 0 without range. Averages start at their first value.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param close closes, same length
 * @param n window of the range, ≥ 1; default 13
 * @param first first smoothing, ≥ 1; default 25
 * @param second second smoothing, ≥ 1; default 2
 * @param signal signal period, ≥ 1; default 3
 * @returns `smi` and `signal`, same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function smi(
  high: Series,
  low: Series,
  close: Series,
  n = 13,
  first = 25,
  second = 2,
  signal = 3,
): OutputColumns<'smi' | 'signal'> {
  return runOutputs('smi', createSmi(n, first, second, signal), ['smi', 'signal'], high, low, close);
}

/**
 * Streaming {@link smi}; `next` returns `smi`.
 * @throws RangeError when a parameter is out of range
 */
export function createSmi(n = 13, first = 25, second = 2, signal = 3): BarStream & Outputs<'smi' | 'signal'> {
  requireInteger('smi', 'n', n, 1);
  requireInteger('smi', 'first', first, 1);
  requireInteger('smi', 'second', second, 1);
  requireInteger('smi', 'signal', signal, 1);
  return restarting(() => {
    const highest = new ExtremeStream(n, 1);
    const lowest = new ExtremeStream(n, -1);
    const [a, b, c, d, e] = [first, second, first, second, signal].map((p) => new FirstSeededStream(2 / (p + 1)));
    const out = { smi: Number.NaN, signal: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number, close: number): number {
        const top = highest.next(high);
        const bottom = lowest.next(low);
        const distance = b!.next(a!.next(close - (top + bottom) / 2));
        const range = d!.next(c!.next(top - bottom));
        out.smi = range === 0 ? 0 : (200 * distance) / range;
        out.signal = e!.next(out.smi);
        return out.smi;
      },
    });
  });
}

export const smiIndicator = defineIndicator({
  name: 'smi',
  title: 'Stochastic momentum index',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 13), period('first', 25), period('second', 2), period('signal', 3)],
  outputs: ['smi', 'signal'],
  warmup: ({ n }) => n - 1,
  formula: '100·S²(C − (HH + LL)/2)/(½·S²(HH − LL))',
  source: 'W. Blau (1993)',
  compute: smi,
  stream: createSmi,
});
