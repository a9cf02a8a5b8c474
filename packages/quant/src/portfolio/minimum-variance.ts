import { dot, matrix, type Matrix } from '../linear/index.js';
import { toColumn, type Series } from '../series.js';
import { assetBudget, budgetConstraints, within, type Budget } from './budget.js';
import { regularised, withRidge } from './positive-semidefinite.js';
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

/** How far outside a constraint a solution may be, relative to its terms. */
const tolerance = 1e-9;

/**
 * The point of least variance under constraints; null when there is none or the matrix is not positive semidefinite. A matrix
 * too far from regular for the constraints to be met to nine digits (variances 16 orders apart) counts as singular.
 */
export function leastVariance(cov: Matrix, constraints: readonly Constraint[]): Float64Array | null {
  const regular = regularised(cov);
  if (regular === null) return null;
  const x = solved(regular.covariance, constraints);
  return x === null || meets(x, constraints) ? x : solved(withRidge(cov).covariance, constraints);
}

function solved({ rows: n, data }: Matrix, constraints: readonly Constraint[]): Float64Array | null {
  let scale = 0;
  for (let i = 0; i < n; i++) scale += data[i * n + i]! / n;
  const quadratic = matrix(
    n,
    n,
    data.map((value) => value / scale),
  );
  return solveQuadraticProgram({ quadratic, constraints })?.x ?? null;
}

function meets(x: Float64Array, constraints: readonly Constraint[]): boolean {
  const largest = (values: Series) => toColumn(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const size = largest(x);
  return constraints.every(({ normal, bound, equal }) => {
    const gap = bound - dot(normal, x);
    return (equal ? Math.abs(gap) : gap) <= tolerance * (size * largest(normal) + Math.abs(bound));
  });
}
