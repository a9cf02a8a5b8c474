import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { wma } from './wma.indicator.js';
import type { SeriesStream } from './series-stream.js';
import { createWma } from './wma.stream.js';
import { restarting } from './restarting.js';

/**
 * Hull moving average, in the unit of `x`.
 * @param x values; a NaN prefix is skipped
 * @param n period in bars, ≥ 2; default 20
 * @returns same length; NaN before bar n + ⌊√n⌋ − 2
 * @throws RangeError when n is not an integer ≥ 2
 */
export function hma(x: Series, n = 20): Float64Array {
  const column = toColumn(x);
  requireInteger('hma', 'n', n, 2);
  const half = wma(column, Math.floor(n / 2));
  const full = wma(column, n);
  for (let i = 0; i < full.length; i++) full[i] = 2 * half[i]! - full[i]!;
  return wma(full, Math.floor(Math.sqrt(n)));
}

/**
 * Streaming {@link hma}.
 * @throws RangeError when a parameter is out of range
 */
export function createHma(n = 20): SeriesStream {
  requireInteger('hma', 'n', n, 2);
  return restarting(() => {
    const half = createWma(Math.floor(n / 2));
    const full = createWma(n);
    const last = createWma(Math.floor(Math.sqrt(n)));
    return { next: (value) => last.next(2 * half.next(value) - full.next(value)) };
  });
}

export const hmaIndicator = defineIndicator({
  name: 'hma',
  title: 'Hull moving average',
  group: 'average',
  inputs: ['close'],
  params: [period('n', 20, 2)],
  outputs: ['hma'],
  warmup: ({ n }) => n + Math.floor(Math.sqrt(n)) - 2,
  formula: 'WMA(2·WMA(x, ⌊n/2⌋) − WMA(x, n), ⌊√n⌋)',
  source: 'A. Hull (2005)',
  compute: hma,
  stream: createHma,
});
