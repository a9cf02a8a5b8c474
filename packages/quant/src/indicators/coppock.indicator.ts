import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { createRoc } from './roc.stream.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { createWma } from './wma.stream.js';
import { restarting } from './restarting.js';

/**
 * Weighted average of the sum of two rates of change, in percent.
 * @param x values; a NaN prefix is skipped
 * @param short bars of the shorter rate, ≥ 1; default 11
 * @param long bars of the longer rate, ≥ 1; default 14
 * @param n period of the weighted average, ≥ 1; default 10
 * @returns same length; NaN before bar max(short, long) + n − 1
 * @throws RangeError on a parameter out of range
 */
export function coppock(x: Series, short = 11, long = 14, n = 10): Float64Array {
  return runStream('coppock', createCoppock(short, long, n), x);
}

/**
 * Streaming {@link coppock}.
 * @throws RangeError when a parameter is out of range
 */
export function createCoppock(short = 11, long = 14, n = 10): SeriesStream {
  requireInteger('coppock', 'short', short, 1);
  requireInteger('coppock', 'long', long, 1);
  requireInteger('coppock', 'n', n, 1);
  return restarting(() => {
    const first = createRoc(short);
    const second = createRoc(long);
    const average = createWma(n);
    return {
      next(value) {
        return average.next(first.next(value) + second.next(value));
      },
    };
  });
}

export const coppockIndicator = defineIndicator({
  name: 'coppock',
  title: 'Coppock curve',
  group: 'momentum',
  inputs: ['close'],
  params: [period('short', 11), period('long', 14), period('n', 10)],
  outputs: ['coppock'],
  warmup: ({ short, long, n }) => Math.max(short, long) + n - 1,
  formula: 'WMA_n(ROC_short + ROC_long)',
  source: 'E. S. C. Coppock (1962)',
  compute: coppock,
  stream: createCoppock,
});
