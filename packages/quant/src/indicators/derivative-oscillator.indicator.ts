import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { createEma } from './ema.stream.js';
import { defineIndicator, period } from './indicator-spec.js';
import { restarting } from './restarting.js';
import { createRsi } from './rsi.stream.js';
import { runStream } from './run-stream.js';
import type { SeriesStream } from './series-stream.js';
import { createSma } from './sma.stream.js';

/**
 * Derivative oscillator: the RSI smoothed twice, less its simple average, in points of the RSI.
 * @param x values; a NaN prefix is skipped
 * @param n period of the RSI, ≥ 1; default 14
 * @param first first smoothing, ≥ 1; default 5
 * @param second second smoothing, ≥ 1; default 3
 * @param signal bars of the average, ≥ 1; default 9
 * @returns same length; NaN before bar n + first + second + signal − 3
 * @throws RangeError on a parameter out of range
 */
export function derivativeOscillator(x: Series, n = 14, first = 5, second = 3, signal = 9): Float64Array {
  return runStream('derivativeOscillator', createDerivativeOscillator(n, first, second, signal), x);
}

/**
 * Streaming {@link derivativeOscillator}.
 * @throws RangeError when a parameter is out of range
 */
export function createDerivativeOscillator(n = 14, first = 5, second = 3, signal = 9): SeriesStream {
  requireInteger('derivativeOscillator', 'n', n, 1);
  requireInteger('derivativeOscillator', 'first', first, 1);
  requireInteger('derivativeOscillator', 'second', second, 1);
  requireInteger('derivativeOscillator', 'signal', signal, 1);
  return restarting(() => {
    const strength = createRsi(n);
    const [once, twice] = [createEma(first), createEma(second)];
    const average = createSma(signal);
    return {
      next(value) {
        const smooth = twice.next(once.next(strength.next(value)));
        return smooth - average.next(smooth);
      },
    };
  });
}

export const derivativeOscillatorIndicator = defineIndicator({
  name: 'derivativeOscillator',
  title: 'Derivative oscillator',
  group: 'momentum',
  inputs: ['close'],
  params: [period('n', 14), period('first', 5), period('second', 3), period('signal', 9)],
  outputs: ['derivativeOscillator'],
  warmup: ({ n, first, second, signal }) => n + first + second + signal - 3,
  formula: 'y − SMA(y, signal), y = EMA(EMA(RSI(x, n), first), second)',
  source: 'C. Brown, Technical Analysis for the Trading Professional (1999)',
  compute: derivativeOscillator,
  stream: createDerivativeOscillator,
});
