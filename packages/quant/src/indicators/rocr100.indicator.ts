import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { LaggedStream } from './mom.stream.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Ratio to the value `n` bars ago, times 100; 0 where that is 0.
 * @param x values; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 10
 * @returns same length; NaN before bar n
 * @throws RangeError on a parameter out of range
 */
export function rocr100(x: Series, n = 10): Float64Array {
  return runStream('rocr100', createRocr100(n), x);
}

/**
 * Streaming {@link rocr100}.
 * @throws RangeError when a parameter is out of range
 */
export function createRocr100(n = 10): SeriesStream {
  requireInteger('rocr100', 'n', n, 1);
  return restarting(() => new LaggedStream(n, (value, earlier) => (earlier === 0 ? 0 : (value / earlier) * 100)));
}

export const rocr100Indicator = defineIndicator({
  name: 'rocr100',
  title: 'Rate of change ratio, percent',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 10)],
  outputs: ['rocr100'],
  warmup: ({ n }) => n,
  formula: '100·x/x_n',
  source: `${TA_LIB} ROCR100`,
  compute: rocr100,
  stream: createRocr100,
});
