import { requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { meanOf, type EmaSeed } from './ema.indicator.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { createMacd } from './macd.stream.js';
import { perRun } from './per-run.js';

/** MACD line, its signal and their difference, in the unit of the input. */
export interface MacdResult extends Readonly<Record<string, Float64Array>> {
  readonly macd: Float64Array;
  readonly signal: Float64Array;
  readonly histogram: Float64Array;
}

/**
 * Moving average convergence divergence, in one pass.
 * Both EMAs start at the slow one's first bar (the fast one from the mean of its last `fast` values there, TA-Lib);
 * with seed `'first'` they and the signal start from their first value (Metastock).
 * @param x values; a NaN prefix is skipped
 * @param fast fast period, default 12
 * @param slow slow period, default 26; the two are swapped when fast > slow
 * @param signal signal period, default 9
 * @param seed `'sma'` (default) or `'first'`
 * @returns three columns, same length; all NaN before bar slow + signal − 2
 * @throws RangeError when a period is not an integer ≥ 1
 */
export function macd(x: Series, fast = 12, slow = 26, signal = 9, seed: EmaSeed = 'sma'): MacdResult {
  requireInteger('macd', 'fast', fast, 1);
  requireInteger('macd', 'slow', slow, 1);
  requireInteger('macd', 'signal', signal, 1);
  const [short, long] = [Math.min(fast, slow), Math.max(fast, slow)];
  return perRun([toColumn(x)], (column) => macdKernel(column, short, long, signal, seed === 'first'));
}

function macdKernel(x: Float64Array, fast: number, slow: number, signal: number, fromFirst: boolean): MacdResult {
  const length = x.length;
  const start = firstDefined(x);
  const joined = start + slow - 1;
  const first = joined + signal - 1;
  const line = columnFrom(length, first);
  const signalLine = columnFrom(length, first);
  const histogram = columnFrom(length, first);
  const result = { macd: line, signal: signalLine, histogram };
  if (first >= length) return result;
  const kFast = 2 / (fast + 1);
  const kSlow = 2 / (slow + 1);
  const kSignal = 2 / (signal + 1);
  let quick = fromFirst ? x[start]! : meanOf(x, joined - fast + 1, fast);
  let steady = fromFirst ? x[start]! : meanOf(x, start, slow);
  if (fromFirst) {
    for (let i = start + 1; i <= joined; i++) {
      quick += kFast * (x[i]! - quick);
      steady += kSlow * (x[i]! - steady);
    }
  }
  let smooth = quick - steady;
  let sum = smooth;
  for (let i = joined + 1; i <= first; i++) {
    quick += kFast * (x[i]! - quick);
    steady += kSlow * (x[i]! - steady);
    sum += quick - steady;
    smooth += kSignal * (quick - steady - smooth);
  }
  if (!fromFirst) smooth = sum / signal;
  line[first] = quick - steady;
  signalLine[first] = smooth;
  histogram[first] = quick - steady - smooth;
  for (let i = first + 1; i < length; i++) {
    const value = x[i]!;
    quick += kFast * (value - quick);
    steady += kSlow * (value - steady);
    const difference = quick - steady;
    smooth += kSignal * (difference - smooth);
    line[i] = difference;
    signalLine[i] = smooth;
    histogram[i] = difference - smooth;
  }
  return result;
}

export const macdIndicator = defineIndicator({
  name: 'macd',
  title: 'Moving average convergence divergence',
  group: 'momentum',
  inputs: ['close'],
  params: [period('fast', 12), period('slow', 26), period('signal', 9)],
  outputs: ['macd', 'signal', 'histogram'],
  warmup: ({ fast, slow, signal }) => Math.max(fast, slow) + signal - 2,
  formula: 'EMA_fast − EMA_slow; EMA_signal of it; their difference',
  source: `${TA_LIB}; G. Appel`,
  compute: macd,
  stream: createMacd,
});
