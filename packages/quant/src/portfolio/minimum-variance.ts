import { matrix, type Matrix } from '../linear/index.js';
import type { Series } from '../series.js';
import { assetBudget, budgetConstraints, within, type Budget } from './budget.js';
import { regularised } from './positive-semidefinite.js';
import { solveQuadraticProgram, type Constraint } from './quadratic-program.js';
import { requireCovariance, requireMeans } from './requirements.js';

/** A portfolio must have this expected return. */
export interface ReturnTarget {
  /** Expected return of each asset. */
  readonly means: Series;
  /** Expected return of the portfolio, in the same unit. */
  readonly target: number;
}

/**
 * Weights with the least variance within a budget, and with a given expected return if one is asked for (Markowitz 1952).
 * A singular covariance counts as one with 1e-8 mean variances on its diagonal, see `regularised`.
 * @returns null when no weights meet the budget and the target, or the matrix is not positive semidefinite
 * @throws RangeError on a matrix that is no covariance, or wrong sizes
 */
export function minimumVariance(cov: Matrix, budget: Budget = {}, goal?: ReturnTarget): Float64Array | null {
  const where = 'minimumVariance';
  const n = requireCovariance(where, cov);
  const limits = assetBudget(where, n, budget);
  const constraints = budgetConstraints(limits);
  if (goal !== undefined) {
    const means = requireMeans(where, goal.means, n);
    if (!Number.isFinite(goal.target)) throw new RangeError(`${where}: target must be finite, got ${goal.target}`);
    constraints.unshift({ normal: means, bound: goal.target, equal: true });
  }
  const weights = leastVariance(cov, constraints);
  return weights === null ? null : within(weights, limits);
}

/** The point of least variance under constraints; null when there is none or the matrix is not positive semidefinite. */
export function leastVariance(cov: Matrix, constraints: readonly Constraint[]): Float64Array | null {
  const regular = regularised(cov);
  if (regular === null) return null;
  const { rows: n, data } = regular.covariance;
  let scale = 0;
  for (let i = 0; i < n; i++) scale += data[i * n + i]! / n;
  const quadratic = matrix(
    n,
    n,
    data.map((value) => value / scale),
  );
  return solveQuadraticProgram({ quadratic, constraints })?.x ?? null;
}
