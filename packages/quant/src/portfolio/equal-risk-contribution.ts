import { cholesky, choleskySolve, covarianceToCorrelation, dot, matrix, type Matrix } from '../linear/index.js';
import { multiplyVector } from '../linear/index.js';
import { requireCovariance } from './requirements.js';

/**
 * Weights of which every asset brings the same share of the variance (Maillard, Roncalli and Teiletche 2010); positive,
 * sum 1. Found as the minimum of ½yᵀCy − Σ ln yᵢ over the correlations C (Spinu 2013) by damped Newton steps, which
 * always converge; wᵢ ∝ yᵢ ÷ σᵢ.
 * @returns null when some mix of the assets has no risk at all (correlation −1): there is nothing to contribute to; also
 *   when the matrix is not positive semidefinite
 * @throws RangeError on a matrix that is no covariance
 */
export function equalRiskContribution(cov: Matrix): Float64Array | null {
  const n = requireCovariance('equalRiskContribution', cov);
  const correlation = covarianceToCorrelation(cov);
  const y = new Float64Array(n).fill(1 / Math.sqrt(n));
  for (let step = 0; step < 200; step++) {
    const along = multiplyVector(correlation, y);
    const gradient = along.map((value, i) => value - 1 / y[i]!);
    const hessian = matrix(n, n, Float64Array.from(correlation.data));
    for (let i = 0; i < n; i++) hessian.data[i * n + i]! += 1 / (y[i]! * y[i]!);
    const l = cholesky(hessian);
    if (l === null) return null;
    const move = choleskySolve(l, gradient);
    const decrement = Math.sqrt(dot(gradient, move));
    if (decrement < 1e-14 || (step > 0 && contributionsEqual(along, y))) return scaled(cov, y);
    const size = decrement > 0.25 ? 1 / (1 + decrement) : 1;
    for (let i = 0; i < n; i++) y[i]! -= size * move[i]!;
    if (y.some((value) => value > 1e8)) return null;
  }
  return null;
}

function contributionsEqual(along: Float64Array, y: Float64Array): boolean {
  return y.every((value, i) => Math.abs(value * along[i]! - 1) < 1e-14);
}

function scaled(cov: Matrix, y: Float64Array): Float64Array {
  const weights = y.map((value, i) => value / Math.sqrt(cov.data[i * cov.rows + i]!));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
