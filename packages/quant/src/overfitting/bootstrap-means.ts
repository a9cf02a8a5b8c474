import { requireInteger, requireNumber } from '../parameters.js';
import { createRandom } from '../random/random.js';
import { stationaryBlocks } from '../statistics/stationary-blocks.js';

/** How series are resampled together. */
export interface ResamplingOptions {
  /** Mean block length of the stationary bootstrap, ≥ 1; default 10. */
  readonly block?: number;
  /** Number of resamples, ≥ 1; default 1000. */
  readonly draws?: number;
  /** Seed, default 1. */
  readonly seed?: number | string;
}

/**
 * Means of several series over stationary bootstrap resamples that are the same rows for all of them, so that what the
 * series have in common stays common. Politis and Romano (1994); prefix sums make a block one subtraction a series.
 * @returns draws × series, row-major
 * @throws RangeError on options out of range, unequal lengths or a value that is not finite
 */
export function bootstrapMeans(series: readonly Float64Array[], options: ResamplingOptions = {}): Float64Array {
  const { block = 10, draws = 1000, seed = 1 } = options;
  requireNumber('bootstrapMeans', 'block', block, 1);
  requireInteger('bootstrapMeans', 'draws', draws, 1);
  const k = series.length;
  const n = series[0]?.length ?? 0;
  if (series.some((each) => each.length !== n)) throw new RangeError('bootstrapMeans: series differ in length');
  if (series.some((each) => !each.every(Number.isFinite))) {
    throw new RangeError('bootstrapMeans: every value must be a finite number');
  }
  const sums = series.map((x) => {
    const prefix = new Float64Array(2 * n + 1);
    for (let t = 0; t < 2 * n; t++) prefix[t + 1] = prefix[t]! + x[t < n ? t : t - n]!;
    return prefix;
  });
  const draw = stationaryBlocks(createRandom(seed), n, block);
  const means = new Float64Array(draws * k);
  for (let d = 0; d < draws; d++) {
    draw((start, length) => {
      for (let j = 0; j < k; j++) means[d * k + j]! += sums[j]![start + length]! - sums[j]![start]!;
    });
    for (let j = 0; j < k; j++) means[d * k + j]! /= n;
  }
  return means;
}
