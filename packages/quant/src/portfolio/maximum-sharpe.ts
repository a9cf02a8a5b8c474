import type { Matrix } from '../linear/index.js';
import { requireNumber } from '../parameters.js';
import type { Series } from '../series.js';
import { assetBudget, indicator, within, type Budget } from './budget.js';
import { leastVariance } from './minimum-variance.js';
import type { Constraint } from './quadratic-program.js';
import { requireCovariance, requireMeans } from './requirements.js';

/**
 * Weights with the highest (return − riskFree) ÷ volatility within a budget. Found as the least variance of y = κw with
 * (μ − riskFree)ᵀy = 1: a convex problem, since the ratio does not depend on the scale (Cornuéjols and Tütüncü,
 * Optimization Methods in Finance, 2007, §8.2). A singular covariance counts as one with 1e-8 mean variances on its
 * diagonal.
 * @param means expected returns in the unit of the covariance's period; shrink them (`bayesSteinMeans`) before
 * @returns null when no weights in the budget earn more than riskFree: then there is no best ratio to find
 * @throws RangeError on a matrix that is no covariance, or wrong sizes
 */
export function maximumSharpe(cov: Matrix, means: Series, riskFree = 0, budget: Budget = {}): Float64Array | null {
  const where = 'maximumSharpe';
  const n = requireCovariance(where, cov);
  requireNumber(where, 'riskFree', riskFree);
  const limits = assetBudget(where, n, budget);
  const excess = requireMeans(where, means, n).map((mean) => mean - riskFree);
  const largest = Math.max(...excess);
  if (!(largest > 0)) return null;

  // Scaled so that y is of the size of weights. A limit wᵢ ≤ u is yᵢ ≤ (u ÷ total)·Σy.
  const constraints: Constraint[] = [{ normal: excess.map((mean) => mean / largest), bound: 1, equal: true }];
  for (let i = 0; i < n; i++) {
    const [lower, upper] = [limits.lower[i]! / limits.total, limits.upper[i]! / limits.total];
    if (lower > -Infinity) constraints.push({ normal: indicator(n, i, 1, -lower), bound: 0 });
    if (upper < Infinity) constraints.push({ normal: indicator(n, i, -1, upper), bound: 0 });
  }
  constraints.push({ normal: new Float64Array(n).fill(1), bound: 0 });
  const y = leastVariance(cov, constraints);
  if (y === null) return null;
  const sum = y.reduce((total, value) => total + value, 0);
  if (!(sum > 1e-12)) return null;
  return within(
    y.map((value) => (value / sum) * limits.total),
    limits,
  );
}
