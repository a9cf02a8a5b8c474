import * as statistics from '@bot-v2/quant/statistics';
import type { SampleMoments } from '@bot-v2/quant/statistics';
import { forEachStretch, stretchesOf } from '../columns/index.js';
import type { Stretches } from '../columns/index.js';
import { drawBlocks, meanBlock } from './resample-blocks.js';
import type { ResampleBlocks } from './resample-blocks.js';

/** How intervals of Sharpe ratios are made. */
export interface SharpeIntervalOptions {
  /** Bars in a year. */
  readonly periods: number;
  /** Per bar. */
  readonly riskFree: number;
  /** Resamples. */
  readonly draws: number;
  readonly seed: number;
  /** Draws the blocks; default anew (`drawBlocks`). */
  readonly blocks?: typeof drawBlocks;
}

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
  const { periods, riskFree, draws, seed, blocks = drawBlocks } = options;
  const n = series[0]?.length ?? 0;
  if (n < 2 || draws === 0) return series.map(() => null);
  if (n > longestResampled) return series.map((returns) => limitInterval(returns, periods, riskFree));
  const drawn = blocks(n, draws, seed);
  return series.map((returns) =>
    statistics.sharpe(returns, { periods, riskFree, minimum: 2 }) === null
      ? null
      : percentiles(resampled(returns, drawn, options)),
  );
}

/** Sharpe ratios of every resample; NaN where one does not vary. */
function resampled(
  returns: Float64Array,
  { from, to, ends }: ResampleBlocks,
  { periods, riskFree }: SharpeIntervalOptions,
): Float64Array {
  const n = returns.length;
  const centre = statistics.mean(returns)!;
  const sums = prefixSums(returns, centre);
  const scale = Math.sqrt(periods);
  return Float64Array.from(ends, (end, k) => {
    let total = 0;
    let squares = 0;
    for (let block = k === 0 ? 0 : ends[k - 1]!; block < end; block++) {
      const first = 2 * from[block]!;
      const last = 2 * to[block]!;
      total += sums[last]! - sums[first]!;
      squares += sums[last + 1]! - sums[first + 1]!;
    }
    const average = total / n;
    const deviation = Math.sqrt(statistics.beyondRounding(squares - total * average, n, sums[2 * n + 1]!) / (n - 1));
    return deviation < smallestDeviation ? NaN : ((centre + average - riskFree) / deviation) * scale;
  });
}

/** Sums of the deviations from the mean, and of their squares, over the first i of twice n values: in pairs. */
function prefixSums(returns: Float64Array, centre: number): Float64Array {
  const n = returns.length;
  const sums = new Float64Array(2 * (2 * n + 1));
  let first = 0;
  let second = 0;
  for (let i = 0; i < 2 * n; i++) {
    const d = returns[i < n ? i : i - n]! - centre;
    sums[2 * i + 2] = first += d;
    sums[2 * i + 3] = second += d * d;
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
): readonly [number, number] | null {
  return limitIntervalAlong(stretchesOf(returns), periods, riskFree, statistics.sampleMoments(returns));
}

/** `limitInterval` of returns that are read, and of which the moments are known. */
export function limitIntervalAlong(
  returns: Stretches,
  periods: number,
  riskFree: number,
  { n, mean, m2 }: SampleMoments,
): readonly [number, number] | null {
  const deviation = Math.sqrt(m2 / (1 - 1 / n));
  if (n < 2 || !(deviation >= smallestDeviation)) return null;
  const sharpe = (mean - riskFree) / deviation;
  const sums = new Float64Array(3);
  forEachStretch([returns], (stretch) => addInfluences(stretch, mean, deviation, sharpe, sums));
  const error = Math.sqrt(Math.max(0, sums[0]! + 2 * sums[1]!)) / n;
  const half = statistics.normalQuantile((1 + coverage) / 2) * error;
  const scale = Math.sqrt(periods);
  return [(sharpe - half) * scale, (sharpe + half) * scale];
}

/**
 * A stretch of `limitInterval`; `sums`: of the squares of influence values, of each with those before it, and those before,
 * which two rows a turn carry on in one step.
 */
function addInfluences(
  returns: Float64Array,
  mean: number,
  deviation: number,
  sharpe: number,
  sums: Float64Array,
): void {
  const stay = 1 - 1 / meanBlock;
  const half = sharpe / 2;
  const scale = 1 / deviation;
  let own = sums[0]!;
  let crossed = sums[1]!;
  let past = sums[2]!;
  let i = 0;
  for (const last = returns.length - 1; i < last; i += 2) {
    const z = (returns[i]! - mean) * scale;
    const next = (returns[i + 1]! - mean) * scale;
    const influence = z - half * (z * z - 1);
    const following = next - half * (next * next - 1);
    own += influence * influence + following * following;
    crossed += influence * past + following * (stay * (past + influence));
    past = stay * stay * past + stay * (stay * influence + following);
  }
  if (i < returns.length) {
    const z = (returns[i]! - mean) * scale;
    const influence = z - half * (z * z - 1);
    own += influence * influence;
    crossed += influence * past;
    past = stay * (past + influence);
  }
  sums[0] = own;
  sums[1] = crossed;
  sums[2] = past;
}
