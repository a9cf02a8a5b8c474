import { log } from '../elementary/index.js';
import { matrix, type Matrix } from '../linear/matrix.js';
import type { Random } from '../random/random.js';
import type { CovarianceKind, GaussianHmm } from './gaussian-hmm.js';
import { floorCovariance, maximiseFull, maximiseVariances } from './hmm-moments.js';
import { kMeans } from './k-means.js';
import { columnMoments } from './observations.js';

/** Rows on each side of one whose moments describe its surroundings. */
const REACH = 7;
const STAY = 0.95;

/**
 * A start for EM from a seeded clustering. Even starts cluster the local mean and log dispersion of each variable over
 * 2 · 7 + 1 rows, because regimes often differ in variance and hardly in mean; odd starts cluster the values themselves.
 * Every state starts with a share of the sample's covariance, so that none is degenerate.
 */
export function hmmStart(
  observations: Matrix,
  k: number,
  covarianceKind: CovarianceKind,
  attempt: number,
  random: Random,
): GaussianHmm {
  const features = attempt % 2 === 0 ? localMoments(observations) : observations;
  const assigned = kMeans(standardised(features), k, random);
  const { rows, cols } = observations;
  const { means: centre, variances } = columnMoments(observations);
  const weights = new Float64Array(rows * k);
  for (let t = 0; t < rows; t++) for (let j = 0; j < k; j++) weights[t * k + j] = assigned[t] === j ? 1 : 0.02;
  const means = matrix(k, cols);
  const full = covarianceKind === 'full' && cols > 1;
  const covariances = matrix(k, full ? cols * cols : cols);
  const floors = variances.map((variance) => 0.01 * variance);
  for (let j = 0; j < k; j++) {
    means.data.set(centre, j * cols);
    if (full) {
      maximiseFull(j, observations, weights, means, covariances, 0);
      floorCovariance(covariances.data.subarray(j * cols * cols, (j + 1) * cols * cols), floors);
    } else maximiseVariances(j, observations, weights, means, covariances, floors, 0);
  }
  const transition = matrix(k, k);
  for (let i = 0; i < k * k; i++) transition.data[i] = k === 1 ? 1 : i % (k + 1) === 0 ? STAY : (1 - STAY) / (k - 1);
  return { covarianceKind, initial: new Float64Array(k).fill(1 / k), transition, means, covariances };
}

function standardised(x: Matrix): Matrix {
  const { means, variances } = columnMoments(x);
  const out = matrix(x.rows, x.cols);
  for (let i = 0; i < out.data.length; i++) {
    const v = i % x.cols;
    out.data[i] = variances[v]! > 0 ? (x.data[i]! - means[v]!) / Math.sqrt(variances[v]!) : 0;
  }
  return out;
}

/** Mean and log root mean square deviation from the column's mean, over the rows around each row. */
function localMoments({ rows, cols, data }: Matrix): Matrix {
  const { means, variances } = columnMoments({ rows, cols, data });
  const out = matrix(rows, 2 * cols);
  for (let t = 0; t < rows; t++) {
    const from = Math.max(0, t - REACH);
    const to = Math.min(rows, t + REACH + 1);
    for (let v = 0; v < cols; v++) {
      let sum = 0;
      let squares = 0;
      for (let i = from; i < to; i++) {
        const e = data[i * cols + v]! - means[v]!;
        sum += e;
        squares += e * e;
      }
      out.data[t * 2 * cols + 2 * v] = sum / (to - from);
      out.data[t * 2 * cols + 2 * v + 1] = 0.5 * log(squares / (to - from) + 1e-6 * variances[v]!);
    }
  }
  return out;
}
