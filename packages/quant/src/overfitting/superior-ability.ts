import { log, pow } from '../elementary/index.js';
import { bootstrapMeans } from './bootstrap-means.js';
import type { ResamplingOptions } from './bootstrap-means.js';
import { quantile } from '../statistics/quantile.statistic.js';

/** Losses of a benchmark and of what is compared with it, one value a row, lower is better. */
export interface LossComparison extends ResamplingOptions {
  readonly benchmark: Float64Array;
  readonly models: readonly Float64Array[];
  /** Divide each difference by its standard deviation; default true. */
  readonly studentised?: boolean;
}

/** The test of superior predictive ability. */
export interface SuperiorAbility {
  /** Mean of benchmark loss − model loss; positive where the model is better. */
  readonly meanDifference: Float64Array;
  /** Long-run variance of each difference, with the kernel of the stationary bootstrap. */
  readonly variance: Float64Array;
  /**
   * p-values of "no model is better than the benchmark", by how models worse than it count: `upper`, all as good as it
   * (White's reality check, studentised); `consistent`, only those not clearly worse (Hansen); `lower`, none.
   */
  readonly pValues: { readonly lower: number; readonly consistent: number; readonly upper: number };
}

/**
 * Hansen's test of superior predictive ability, with White's reality check as its upper bound. Hansen (2005), White (2000).
 * Draws that are as large as what was observed count against it, so that a model equal to the benchmark has a p-value of 1.
 * @throws RangeError when lengths differ, a loss is not finite, there is no model, or there are fewer than three rows
 */
export function superiorAbility(comparison: LossComparison): SuperiorAbility {
  const { meanDifference, variance, simulated, statistic } = simulate(comparison);
  const best = Math.max(...statistic);
  const p = (centre: Centring) => shareFrom(largest(simulated(centre), everyModel(statistic.length)), best);
  return {
    meanDifference,
    variance,
    pValues: { lower: p('lower'), consistent: p('consistent'), upper: p('upper') },
  };
}

/**
 * The models that are better than the benchmark with a family-wise error rate of `size`: those above the critical value
 * of the largest difference are taken out, and the rest is tested again until nothing is. Romano and Wolf (2005), with
 * Hansen's consistent centring.
 * @returns indices of the models, ascending
 * @throws RangeError as `superiorAbility`, and unless 0 < size < 1
 */
export function superiorModels(comparison: LossComparison & { readonly size?: number }): number[] {
  const { size = 0.05 } = comparison;
  if (!(size > 0 && size < 1)) throw new RangeError(`superiorModels: size must be between 0 and 1, got ${size}`);
  const { simulated, statistic } = simulate(comparison);
  const draws = simulated('consistent');
  const left = new Set(everyModel(statistic.length));
  const superior: number[] = [];
  while (left.size > 0) {
    const critical = quantile(largest(draws, [...left]), 1 - size)!;
    const better = [...left].filter((j) => statistic[j]! > critical);
    if (better.length === 0) break;
    for (const j of better) left.delete(j);
    superior.push(...better);
  }
  return superior.sort((a, b) => a - b);
}

type Centring = 'lower' | 'consistent' | 'upper';

const everyModel = (k: number) => Array.from({ length: k }, (_, j) => j);

interface Draws {
  readonly values: Float64Array;
  readonly models: number;
}

function largest({ values, models }: Draws, of: readonly number[]): Float64Array {
  const out = new Float64Array(values.length / models).fill(-Infinity);
  for (let d = 0; d < out.length; d++) {
    for (const j of of) {
      const value = values[d * models + j]!;
      if (value > out[d]!) out[d] = value;
    }
  }
  return out;
}

/** Share of values at or above the bound. */
function shareFrom(x: Float64Array, bound: number): number {
  let count = 0;
  for (const value of x) if (value >= bound) count++;
  return count / x.length;
}

function simulate(comparison: LossComparison) {
  const { benchmark, models, studentised = true, block = 10 } = comparison;
  const n = benchmark.length;
  const k = models.length;
  if (k === 0 || n < 3) throw new RangeError(`superiorAbility: ${k} models on ${n} rows are too few`);
  if (models.some((each) => each.length !== n)) throw new RangeError('superiorAbility: losses differ in length');
  const differences = models.map((losses) => benchmark.map((loss, t) => loss - losses[t]!));
  const means = bootstrapMeans(differences, { ...comparison, block });
  const meanDifference = Float64Array.from(differences, (d) => d.reduce((sum, x) => sum + x, 0) / n);
  const variance = Float64Array.from(differences, (d, j) => kernelVariance(d, meanDifference[j]!, block));
  const scale = Float64Array.from(variance, (v) => (studentised && v > 0 ? 1 / Math.sqrt(v) : 1));
  const clearlyWorse = (j: number) => meanDifference[j]! < -Math.sqrt((variance[j]! / n) * 2 * log(log(n)));
  const centreOf: Record<Centring, (j: number) => number> = {
    lower: (j) => Math.max(0, meanDifference[j]!),
    consistent: (j) => (clearlyWorse(j) ? 0 : meanDifference[j]!),
    upper: (j) => meanDifference[j]!,
  };
  const simulated = (centring: Centring): Draws => {
    const centre = Float64Array.from(meanDifference, (_, j) => centreOf[centring](j));
    return { values: means.map((mean, i) => (mean - centre[i % k]!) * scale[i % k]!), models: k };
  };
  return { meanDifference, variance, simulated, statistic: meanDifference.map((m, j) => m * scale[j]!) };
}

/** Long-run variance with the weights that the stationary bootstrap gives to autocovariances; O(n²). */
function kernelVariance(x: Float64Array, mean: number, block: number): number {
  const n = x.length;
  const stay = 1 - 1 / block;
  const centred = x.map((value) => value - mean);
  let total = 0;
  for (let lag = 0; lag < n; lag++) {
    const kappa = lag === 0 ? 1 : 2 * ((1 - lag / n) * pow(stay, lag) + (lag / n) * pow(stay, n - lag));
    if (kappa < 1e-18) continue;
    let sum = 0;
    for (let t = lag; t < n; t++) sum += centred[t]! * centred[t - lag]!;
    total += (kappa * sum) / n;
  }
  return total;
}
