import { log } from '../elementary/index.js';
import { cholesky } from '../linear/cholesky.js';
import { matrix, type Matrix } from '../linear/matrix.js';
import type { GaussianHmm } from './gaussian-hmm.js';

const LOG_2PI = log(2 * Math.PI);

/**
 * Writes the log density of every observation under every state into `out` (n × k, row-major).
 * Cost O(n·k·d) diagonal, O(n·k·d²) full; allocates O(k·d²) once.
 * @throws RangeError when a variance is not positive or a covariance matrix is not positive definite
 */
export function emissionLogDensities(model: GaussianHmm, observations: Matrix, out: Float64Array): void {
  if (model.means.cols === 1) oneVariable(model, observations, out);
  else if (model.covarianceKind === 'diagonal') diagonal(model, observations, out);
  else full(model, observations, out);
}

function requireVariance(value: number): number {
  if (value > 0) return value;
  throw new RangeError(`a state's variance must be positive, got ${value}`);
}

function oneVariable({ means, covariances }: GaussianHmm, { rows, data }: Matrix, out: Float64Array): void {
  const k = means.rows;
  for (let j = 0; j < k; j++) {
    const mean = means.data[j]!;
    const variance = requireVariance(covariances.data[j]!);
    const constant = -0.5 * (LOG_2PI + log(variance));
    const scale = -0.5 / variance;
    for (let t = 0, at = j; t < rows; t++, at += k) {
      const e = data[t]! - mean;
      out[at] = constant + scale * e * e;
    }
  }
}

function diagonal({ means, covariances }: GaussianHmm, { rows, cols, data }: Matrix, out: Float64Array): void {
  const k = means.rows;
  for (let j = 0; j < k; j++) {
    let constant = -0.5 * cols * LOG_2PI;
    for (let v = 0; v < cols; v++) constant -= 0.5 * log(requireVariance(covariances.data[j * cols + v]!));
    for (let t = 0; t < rows; t++) {
      let sum = 0;
      for (let v = 0; v < cols; v++) {
        const e = data[t * cols + v]! - means.data[j * cols + v]!;
        sum += (e * e) / covariances.data[j * cols + v]!;
      }
      out[t * k + j] = constant - 0.5 * sum;
    }
  }
}

function full({ means, covariances }: GaussianHmm, { rows, cols, data }: Matrix, out: Float64Array): void {
  const k = means.rows;
  const size = cols * cols;
  const z = new Float64Array(cols);
  for (let j = 0; j < k; j++) {
    const factor = cholesky(matrix(cols, cols, covariances.data.slice(j * size, (j + 1) * size)));
    if (factor === null) throw new RangeError(`the covariance matrix of state ${j} is not positive definite`);
    const l = factor.data;
    let constant = -0.5 * cols * LOG_2PI;
    for (let v = 0; v < cols; v++) constant -= log(l[v * cols + v]!);
    for (let t = 0; t < rows; t++) {
      let sum = 0;
      for (let v = 0; v < cols; v++) {
        let e = data[t * cols + v]! - means.data[j * cols + v]!;
        for (let u = 0; u < v; u++) e -= l[v * cols + u]! * z[u]!;
        e /= l[v * cols + v]!;
        z[v] = e;
        sum += e * e;
      }
      out[t * k + j] = constant - 0.5 * sum;
    }
  }
}
