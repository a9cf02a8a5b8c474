import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rsi } from './rsi.indicator.js';
import { createStochF, type StochasticResult, stochF } from './stoch-f.indicator.js';
import { createRsi } from './rsi.stream.js';
import type { Outputs, SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Stochastic of the RSI (fast form, no smoothing of %K), 0…100. A bar without a change keeps the RSI it found, to the
 * last digit: where prices stand still the RSI has no range, and %K is 0.
 * @param x values; a NaN prefix is skipped
 * @param n RSI period, ≥ 1; default 14
 * @param kPeriod bars of the RSI's range, ≥ 1; default 5
 * @param dPeriod period of %D, ≥ 1; default 3
 * @returns `k` and `d`, same length; both NaN before bar n + kPeriod + dPeriod − 2
 * @throws RangeError when a period is not an integer ≥ 1
 */
export function stochRsi(x: Series, n = 14, kPeriod = 5, dPeriod = 3): StochasticResult {
  requireInteger('stochRsi', 'kPeriod', kPeriod, 1);
  requireInteger('stochRsi', 'dPeriod', dPeriod, 1);
  const column = toColumn(x);
  const strength = rsi(column, n);
  if (n > 1) {
    for (let i = n + 1; i < column.length; i++) {
      if (column[i] === column[i - 1] && strength[i - 1]! >= 0) strength[i] = strength[i - 1]!;
    }
  }
  return stochF(strength, strength, strength, kPeriod, dPeriod);
}

/**
 * Streaming {@link stochRsi}; `next` returns %K.
 * @throws RangeError when a parameter is out of range
 */
export function createStochRsi(n = 14, kPeriod = 5, dPeriod = 3): SeriesStream & Outputs<'k' | 'd'> {
  requireInteger('stochRsi', 'kPeriod', kPeriod, 1);
  requireInteger('stochRsi', 'dPeriod', dPeriod, 1);
  return restarting(() => {
    const strength = createRsi(n);
    const lines = createStochF(kPeriod, dPeriod);
    const out = { k: Number.NaN, d: Number.NaN };
    let previous = Number.NaN;
    let found = Number.NaN;
    return Object.assign(out, {
      next(value: number): number {
        const next = strength.next(value);
        if (n === 1 || value !== previous || Number.isNaN(found)) found = next;
        previous = value;
        out.k = lines.next(found, found, found);
        out.d = lines.d;
        return out.k;
      },
    });
  });
}

export const stochRsiIndicator = defineIndicator({
  name: 'stochRsi',
  title: 'Stochastic RSI',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 14), period('kPeriod', 5), period('dPeriod', 3)],
  outputs: ['k', 'd'],
  warmup: ({ n, kPeriod, dPeriod }) => n + kPeriod + dPeriod - 2,
  formula: 'fast stochastic of RSI(x, n)',
  source: `${TA_LIB}; T. Chande and S. Kroll (1994)`,
  compute: stochRsi,
  stream: createStochRsi,
});
