import { requireInteger, requireNumber } from '../parameters.js';
import { createRandom } from '../random/random.js';
import { toColumn, type Series } from '../series.js';
import { beyondRounding } from './beyond-rounding.js';
import { mean } from './mean.statistic.js';
import { quantileSorted } from './quantile.statistic.js';
import { sharpe, SMALLEST_DEVIATION } from './sharpe.statistic.js';
import { stationaryBlocks, type DrawBlocks } from './stationary-blocks.js';
import { standardDeviation } from './variance.statistic.js';

/** How a stationary bootstrap is drawn. */
export interface BootstrapOptions {
  /** Mean block length in bars, ≥ 1; default 20. */
  readonly block?: number;
  /** Number of resamples, ≥ 1; default 2000. */
  readonly draws?: number;
  /** Seed, default 1. */
  readonly seed?: number | string;
  /** Coverage of the interval, 0…1; default 0.95. */
  readonly level?: number;
}

/** A percentile interval from resampling. */
export interface BootstrapInterval {
  /** The statistic of the series itself. */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  /** Resamples on which the statistic was defined. */
  readonly draws: number;
  /** Standard deviation over the resamples; null for fewer than two. */
  readonly standardError: number | null;
  /** Share of the resamples above 0. */
  readonly shareAboveZero: number;
}

/**
 * Interval of any statistic by the stationary bootstrap: blocks of geometric length from uniform starts, wrapping round
 * the end. Politis and Romano (1994). Deterministic for a seed. Costs `draws` calls of the statistic.
 * @param statistic called with one reused buffer of the series' length; null or not finite means undefined
 * @returns null for fewer than two values or where the statistic of the series, or of every resample, is undefined
 * @throws RangeError when an option is out of range
 */
export function stationaryBootstrap(
  x: Series,
  statistic: (sample: Float64Array) => number | null,
  options: BootstrapOptions = {},
): BootstrapInterval | null {
  const column = toColumn(x);
  const n = column.length;
  if (n < 2) return null;
  const sample = new Float64Array(n);
  return interval(options, n, statistic(column), (draw) => {
    let filled = 0;
    draw((start, length) => {
      for (let k = 0; k < length; k++) sample[filled++] = column[start + k < n ? start + k : start + k - n]!;
    });
    return statistic(sample);
  });
}

/** {@link stationaryBootstrap} of the mean, about `block` times faster by prefix sums. */
export function bootstrapMean(x: Series, options: BootstrapOptions = {}): BootstrapInterval | null {
  const column = toColumn(x);
  const centre = mean(column);
  if (centre === null) return null;
  return fromMoments(column, centre, options, centre, (average) => centre + average);
}

/**
 * {@link stationaryBootstrap} of the Sharpe ratio (ddof 1, annualised by √periods), about `block` times faster by prefix
 * sums; resamples without variation are left out.
 */
export function bootstrapSharpe(
  r: Series,
  options: BootstrapOptions & { readonly periods?: number; readonly riskFree?: number } = {},
): BootstrapInterval | null {
  const { periods = 252, riskFree = 0 } = options;
  const column = toColumn(r);
  const centre = mean(column);
  if (centre === null) return null;
  const estimate = sharpe(column, { periods, riskFree, minimum: 2 });
  const scale = Math.sqrt(periods);
  return fromMoments(column, centre, options, estimate, (average, variance) => {
    const deviation = Math.sqrt(variance);
    return deviation < SMALLEST_DEVIATION ? null : ((centre + average - riskFree) / deviation) * scale;
  });
}

/** Bootstraps a function of the resample's mean (less `centre`) and variance (ddof 1). */
function fromMoments(
  x: Float64Array,
  centre: number,
  options: BootstrapOptions,
  estimate: number | null,
  statistic: (average: number, variance: number) => number | null,
): BootstrapInterval | null {
  const n = x.length;
  if (n < 2) return null;
  const first = new Float64Array(2 * n + 1);
  const second = new Float64Array(2 * n + 1);
  for (let i = 0; i < 2 * n; i++) {
    const d = x[i < n ? i : i - n]! - centre;
    first[i + 1] = first[i]! + d;
    second[i + 1] = second[i]! + d * d;
  }
  return interval(options, n, estimate, (draw) => {
    let total = 0;
    let square = 0;
    draw((start, length) => {
      total += first[start + length]! - first[start]!;
      square += second[start + length]! - second[start]!;
    });
    const average = total / n;
    return statistic(average, beyondRounding(square - total * average, n, second[n]!) / (n - 1));
  });
}

function interval(
  options: BootstrapOptions,
  n: number,
  estimate: number | null,
  resample: (draw: DrawBlocks) => number | null,
): BootstrapInterval | null {
  const { block = 20, draws = 2000, seed = 1, level = 0.95 } = options;
  requireNumber('bootstrap', 'block', block, 1);
  requireInteger('bootstrap', 'draws', draws, 1);
  if (!(level > 0 && level < 1)) throw new RangeError(`bootstrap: level must be between 0 and 1, got ${String(level)}`);
  if (estimate === null || !Number.isFinite(estimate)) return null;
  const draw = stationaryBlocks(createRandom(seed), n, block);
  const values = new Float64Array(draws);
  let count = 0;
  let above = 0;
  for (let k = 0; k < draws; k++) {
    const value = resample(draw);
    if (value === null || !Number.isFinite(value)) continue;
    values[count++] = value;
    if (value > 0) above++;
  }
  if (count === 0) return null;
  const sorted = values.subarray(0, count).sort();
  return {
    estimate,
    lower: quantileSorted(sorted, (1 - level) / 2)!,
    upper: quantileSorted(sorted, (1 + level) / 2)!,
    level,
    draws: count,
    standardError: standardDeviation(sorted, 1),
    shareAboveZero: above / count,
  };
}
