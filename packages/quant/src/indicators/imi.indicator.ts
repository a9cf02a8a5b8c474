import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { runStream } from './run-stream.js';
import type { PairStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Share of white bodies in all bodies of the last `n` bars, 0…100; 0 without any body (as RSI).
 * @param open opens; a NaN prefix is skipped
 * @param close closes, same length
 * @param n window in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function imi(open: Series, close: Series, n = 14): Float64Array {
  return runStream('imi', createImi(n), open, close);
}

/**
 * Streaming {@link imi}.
 * @throws RangeError when a parameter is out of range
 */
export function createImi(n = 14): PairStream {
  requireInteger('imi', 'n', n, 1);
  return restarting(() => {
    const rises = createRollingSum(n);
    const bodies = createRollingSum(n);
    return {
      next(first, second) {
        const body = second - first;
        const rise = rises.next(body < 0 ? 0 : body);
        const total = bodies.next(Math.abs(body));
        return total === 0 ? 0 : (100 * rise) / total;
      },
    };
  });
}

export const imiIndicator = defineIndicator({
  name: 'imi',
  title: 'Intraday momentum index',
  group: 'momentum',
  inputs: ['open', 'close'],
  params: [period('n', 14)],
  outputs: ['imi'],
  warmup: ({ n }) => n - 1,
  formula: '100·Σ(C − O)⁺/Σ|C − O|',
  source: 'T. Chande; TA-Lib 0.6 IMI',
  compute: imi,
  stream: createImi,
});
