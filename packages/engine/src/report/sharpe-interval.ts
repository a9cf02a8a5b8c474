import { createRandom } from '@bot-v2/quant/random';
import * as statistics from '@bot-v2/quant/statistics';
import type { SampleMoments } from '@bot-v2/quant/statistics';
import { longestStretch } from './equity-stretches.js';

/** How intervals of Sharpe ratios are made. */
export interface SharpeIntervalOptions {
  /** Bars in a year. */
  readonly periods: number;
  /** Per bar. */
  readonly riskFree: number;
  /** Resamples. */
  readonly draws: number;
  readonly seed: number;
}

/** Mean block of the stationary bootstrap, in bars. */
export const meanBlock = 20;
/** Coverage of the intervals. */
export const coverage = 0.95;
/** Longer series get the limit of the bootstrap instead of draws. */
export const longestResampled = 20_000;
/** A resample that varies less than this has no Sharpe ratio. */
const smallestDeviation = 1e-12;

/**
 * 95 % intervals of the annualised Sharpe ratios of several series of per-bar returns of one length, by the stationary
 * bootstrap (mean block 20). All series are resampled at the same bars, drawn once: the numbers are those of
 * `bootstrapSharpe` of quant for each series alone, to the last bit. With more than 20,000 bars the percentiles are
 * replaced by their limit, the normal interval with the variance of the stationary bootstrap (see `limitInterval`).
 * Null where a series has no Sharpe ratio.
 */
export function sharpeIntervals(
  series: readonly Float64Array[],
  options: SharpeIntervalOptions,
): readonly (readonly [number, number] | null)[] {
  const { periods, riskFree } = options;
  const none = series.map(() => null);
  const n = series[0]?.length ?? 0;
  if (n < 2 || options.draws === 0) return none;
  if (n > longestResampled) return series.map((returns) => limitInterval(returns, periods, riskFree));
  const defined = series.map((returns) => statistics.sharpe(returns, { periods, riskFree, minimum: 2 }) !== null);
  const values = resampled(series, options);
  return series.map((_, s) => (defined[s] === true ? percentiles(values[s]!) : null));
}

/** Sharpe ratios of every resample, by series; NaN where a resample does not vary. */
function resampled(
  series: readonly Float64Array[],
  { periods, riskFree, draws, seed }: SharpeIntervalOptions,
): Float64Array[] {
  const n = series[0]!.length;
  const count = series.length;
  const width = 2 * count;
  const centres = series.map((returns) => statistics.mean(returns)!);
  const sums = prefixSums(series, centres);
  const values = series.map(() => new Float64Array(draws));
  const totals = new Float64Array(width);
  const random = createRandom(seed);
  const logStay = Math.log1p(-1 / meanBlock);
  const scale = Math.sqrt(periods);
  for (let k = 0; k < draws; k++) {
    totals.fill(0);
    for (let left = n; left > 0;) {
      const start = Math.floor(random.next() * n);
      const drawn = Math.floor(Math.log(1 - random.next()) / logStay) + 1;
      const length = drawn < left ? drawn : left;
      const from = start * width;
      const to = (start + length) * width;
      for (let j = 0; j < width; j++) totals[j] = totals[j]! + (sums[to + j]! - sums[from + j]!);
      left -= length;
    }
    for (let s = 0; s < count; s++) {
      const total = totals[2 * s]!;
      const average = total / n;
      const deviation = Math.sqrt(Math.max(0, totals[2 * s + 1]! - total * average) / (n - 1));
      values[s]![k] = deviation < smallestDeviation ? NaN : ((centres[s]! + average - riskFree) / deviation) * scale;
    }
  }
  return values;
}

/** Sums of the deviations from the mean and of their squares over the first i of twice n values, all series side by side. */
function prefixSums(series: readonly Float64Array[], centres: readonly number[]): Float64Array {
  const n = series[0]!.length;
  const width = 2 * series.length;
  const sums = new Float64Array((2 * n + 1) * width);
  for (let s = 0; s < series.length; s++) {
    const returns = series[s]!;
    const centre = centres[s]!;
    let first = 0;
    let second = 0;
    for (let i = 0; i < 2 * n; i++) {
      const d = returns[i < n ? i : i - n]! - centre;
      sums[(i + 1) * width + 2 * s] = first += d;
      sums[(i + 1) * width + 2 * s + 1] = second += d * d;
    }
  }
  return sums;
}

function percentiles(values: Float64Array): readonly [number, number] | null {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return null;
  return [
    statistics.quantileSorted(sorted, (1 - coverage) / 2)!,
    statistics.quantileSorted(sorted, (1 + coverage) / 2)!,
  ];
}

/**
 * The limit of the bootstrap interval for a long series: Sharpe ± 1.96 standard errors, the standard error being that of
 * the stationary bootstrap's mean (Politis and Romano 1994, lemma 1: autocovariances weighted by (1 − 1/20)^lag) of the
 * ratio's influence values z − S/2 · (z² − 1), where z is the standardised return and S the Sharpe ratio a bar. One pass.
 */
export function limitInterval(
  returns: Float64Array,
  periods: number,
  riskFree: number,
  moments: SampleMoments = statistics.sampleMoments(returns),
): readonly [number, number] | null {
  const { n, mean, m2 } = moments;
  const deviation = Math.sqrt(m2 / (1 - 1 / n));
  if (n < 2 || !(deviation >= smallestDeviation)) return null;
  const sharpe = (mean - riskFree) / deviation;
  const sums = new Float64Array(3);
  for (let from = 0; from < n; from += longestStretch)
    addInfluences(returns, from, Math.min(n, from + longestStretch), mean, deviation, sharpe, sums);
  const error = Math.sqrt(Math.max(0, sums[0]! + 2 * sums[1]!)) / n;
  const half = statistics.normalQuantile((1 + coverage) / 2) * error;
  const scale = Math.sqrt(periods);
  return [(sharpe - half) * scale, (sharpe + half) * scale];
}

/** Rows of `limitInterval`; `sums`: of the squares of influence values, of each with those before it, and those before. */
function addInfluences(
  returns: Float64Array,
  from: number,
  to: number,
  mean: number,
  deviation: number,
  sharpe: number,
  sums: Float64Array,
): void {
  const stay = 1 - 1 / meanBlock;
  const half = sharpe / 2;
  let own = sums[0]!;
  let crossed = sums[1]!;
  let past = sums[2]!;
  for (let i = from; i < to; i++) {
    const z = (returns[i]! - mean) / deviation;
    const influence = z - half * (z * z - 1);
    own += influence * influence;
    crossed += influence * past;
    past = stay * (past + influence);
  }
  sums[0] = own;
  sums[1] = crossed;
  sums[2] = past;
}
