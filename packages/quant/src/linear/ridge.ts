import { requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { mean } from '../statistics/mean.statistic.js';
import { solvePositiveDefinite } from './cholesky.js';
import { column, matrix, type Matrix } from './matrix.js';
import { gram } from './product.js';

/** A fitted linear function: intercept + Σ coefficients[j]·x[j]. */
export interface LinearFit {
  readonly intercept: number;
  readonly coefficients: Float64Array;
}

/** How a linear model is fitted. */
export interface RidgeOptions {
  /** Fit an intercept, which is never penalised; default true. */
  readonly intercept?: boolean;
}

/**
 * Ridge regression: minimises Σ(y − fit)² + lambda·Σ coefficients².
 * @param x observations in rows, features in columns
 * @param y one value per row
 * @param lambda penalty ≥ 0; 0 is ordinary least squares
 * @returns null when the normal equations are singular
 * @throws RangeError on unequal lengths, a value that is not finite or a negative lambda
 */
export function ridge(x: Matrix, y: Series, lambda: number, options: RidgeOptions = {}): LinearFit | null {
  const { intercept = true } = options;
  requireNumber('ridge', 'lambda', lambda, 0);
  if (y.length !== x.rows) throw new RangeError(`ridge: ${x.rows} rows with ${y.length} values of y`);
  if (x.rows === 0) return null;
  const target = toColumn(y);
  const { rows, cols } = x;
  if (!x.data.every(Number.isFinite) || !target.every(Number.isFinite)) {
    throw new RangeError('ridge: every feature and every value of y must be a finite number');
  }
  const meanOf = (values: Float64Array): number => (intercept ? (mean(values) ?? NaN) : 0);
  const means = Float64Array.from({ length: cols }, (_, j) => meanOf(column(x, j)));
  const centre = meanOf(target);
  const shifted = matrix(rows, cols);
  const cross = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = x.data[i * cols + j]! - means[j]!;
      shifted.data[i * cols + j] = value;
      cross[j]! += value * (target[i]! - centre);
    }
  }
  const normal = gram(shifted);
  for (let j = 0; j < cols; j++) normal.data[j * cols + j]! += lambda;
  const coefficients = solvePositiveDefinite(normal, cross);
  if (coefficients === null) return null;
  let constant = centre;
  for (let j = 0; j < cols; j++) constant -= coefficients[j]! * means[j]!;
  return { intercept: constant, coefficients };
}

/** Ordinary least squares with an intercept: {@link ridge} with lambda 0; null when the columns are collinear. */
export function ordinaryLeastSquares(x: Matrix, y: Series): LinearFit | null {
  return ridge(x, y, 0);
}
