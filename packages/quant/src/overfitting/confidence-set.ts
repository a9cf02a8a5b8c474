import { bootstrapMeans } from './bootstrap-means.js';
import type { ResamplingOptions } from './bootstrap-means.js';

/** A model confidence set. */
export interface ConfidenceSet {
  /** Models that cannot be told from the best at the size of the test, ascending. */
  readonly included: readonly number[];
  /** For each model the smallest size at which it is left out. */
  readonly pValues: Float64Array;
}

/**
 * The set of models that contains the best one with probability 1 − size: pairwise differences of losses (lower is
 * better) are compared with their bootstrap distribution, the worst model is removed, and so on. Hansen, Lunde and Nason
 * (2011), range statistic. Costs draws × models² numbers of memory.
 * Draws that differ as much as what was observed count as more, so that equal models stay together.
 * @throws RangeError for fewer than two models or rows, unequal lengths, a loss that is not finite, or size outside 0…1
 */
export function modelConfidenceSet(
  losses: readonly Float64Array[],
  options: ResamplingOptions & { readonly size?: number } = {},
): ConfidenceSet {
  const { size = 0.05 } = options;
  const k = losses.length;
  if (k < 2) throw new RangeError('modelConfidenceSet: there must be at least two models');
  if (!(size > 0 && size < 1)) throw new RangeError(`modelConfidenceSet: size must be between 0 and 1, got ${size}`);
  const n = losses[0]!.length;
  if (n < 2) throw new RangeError(`modelConfidenceSet: there must be at least two rows, got ${n}`);
  const mean = losses.map((x) => x.reduce((sum, value) => sum + value, 0) / n);
  const star = bootstrapMeans(losses, options);
  const draws = star.length / k;
  const deviation = new Float64Array(draws * k * k);
  const spread = new Float64Array(k * k);
  for (let d = 0; d < draws; d++) {
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) {
        const value = star[d * k + i]! - star[d * k + j]! - (mean[i]! - mean[j]!);
        deviation[(d * k + i) * k + j] = value;
        spread[i * k + j]! += (value * value) / draws;
      }
    }
  }
  const standardised = (value: number, i: number, j: number) => {
    const variance = spread[i * k + j]!;
    return variance > 0 ? value / Math.sqrt(variance) : Math.sign(value) * (value === 0 ? 0 : Infinity);
  };
  const left = Array.from({ length: k }, (_, i) => i);
  const pValues = new Float64Array(k).fill(1);
  let p = 0;
  while (left.length > 1) {
    let worst = left[0]!;
    let statistic = -Infinity;
    for (const i of left) {
      for (const j of left) {
        const value = i === j ? 0 : standardised(mean[i]! - mean[j]!, i, j);
        if (value > statistic) [statistic, worst] = [value, i];
      }
    }
    let above = 0;
    for (let d = 0; d < draws; d++) {
      let range = 0;
      for (const i of left) {
        for (const j of left)
          range = Math.max(range, i === j ? 0 : standardised(deviation[(d * k + i) * k + j]!, i, j));
      }
      if (range >= statistic) above++;
    }
    p = Math.max(p, above / draws);
    pValues[worst] = p;
    left.splice(left.indexOf(worst), 1);
  }
  const included = Array.from({ length: k }, (_, i) => i).filter((i) => pValues[i]! > size);
  return { included, pValues };
}
