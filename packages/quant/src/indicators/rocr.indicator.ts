import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { LaggedStream } from './mom.stream.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Ratio to the value `n` bars ago; 0 where that is 0.
 * @param x values; a NaN prefix is skipped
 * @param n bars back, ≥ 1; default 10
 * @returns same length; NaN before bar n
 * @throws RangeError on a parameter out of range
 */
export function rocr(x: Series, n = 10): Float64Array {
  return runStream('rocr', createRocr(n), x);
}

/**
 * Streaming {@link rocr}.
 * @throws RangeError when a parameter is out of range
 */
export function createRocr(n = 10): SeriesStream {
  requireInteger('rocr', 'n', n, 1);
  return restarting(() => new LaggedStream(n, (value, earlier) => (earlier === 0 ? 0 : value / earlier)));
}

export const rocrIndicator = defineIndicator({
  name: 'rocr',
  title: 'Rate of change ratio',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 10)],
  outputs: ['rocr'],
  warmup: ({ n }) => n,
  formula: 'x/x_n',
  source: `${TA_LIB} ROCR`,
  compute: rocr,
  stream: createRocr,
});
