import { dot, solvePositiveDefinite, type Matrix } from '../linear/index.js';
import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { requireCovariance, requireMeans } from './requirements.js';

/** Means shrunk towards one number. */
export interface ShrunkMeans {
  readonly means: Float64Array;
  /** Weight of the target, 0…1. */
  readonly shrinkage: number;
  /** Mean return of the minimum-variance portfolio. */
  readonly target: number;
}

/**
 * Means shrunk towards that of the (unconstrained) minimum-variance portfolio, by an amount the data gives: λ ÷ (T + λ)
 * with λ = (n + 2) ÷ (μ − μ₀)ᵀΣ⁻¹(μ − μ₀). Means of returns are so noisy that a portfolio made from them as they are
 * holds mostly luck.
 * @param means arithmetic means a period
 * @param cov covariance a period, positive definite (a shrunk one is)
 * @param observations returns behind the means
 * @returns null when the covariance is singular
 * @throws RangeError when the sizes differ
 * @see P. Jorion, Bayes-Stein estimation for portfolio analysis, JFQA 21 (1986)
 */
export function bayesSteinMeans(means: Series, cov: Matrix, observations: number): ShrunkMeans | null {
  const n = requireCovariance('bayesSteinMeans', cov);
  requireInteger('bayesSteinMeans', 'observations', observations, 1);
  const mu = requireMeans('bayesSteinMeans', means, n);
  const byVariance = solvePositiveDefinite(cov, new Float64Array(n).fill(1));
  if (byVariance === null) return null;
  const target = dot(byVariance, mu) / byVariance.reduce((sum, w) => sum + w, 0);
  const excess = mu.map((m) => m - target);
  const distance = dot(excess, solvePositiveDefinite(cov, excess)!);
  const lambda = (n + 2) / distance;
  const shrinkage = distance > 0 ? lambda / (observations + lambda) : 1;
  return { means: mu.map((m) => (1 - shrinkage) * m + shrinkage * target), shrinkage, target };
}
