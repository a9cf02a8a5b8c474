import { exp, log1p } from '../elementary/index.js';
import { requireInteger, requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { solvePositiveDefinite } from './cholesky.js';
import { matrix, type Matrix } from './matrix.js';
import { dot } from './product.js';
import type { LinearFit, RidgeOptions } from './ridge.js';

/** How a logistic model is fitted. */
export interface LogisticOptions extends RidgeOptions {
  /** Penalty lambda/2·Σ coefficients² on the summed log loss; default 1 (scikit-learn's C = 1/lambda). */
  readonly lambda?: number;
  /** Most Newton steps, default 100. */
  readonly iterations?: number;
  /**
   * It has converged when a Newton step would lower the loss by no more than this squared a row, default 1e-10: whatever
   * the units of the features, the coefficients are then within about this many standard errors of the optimum.
   */
  readonly tolerance?: number;
}

/** A fitted logistic model: P(y = 1) = {@link sigmoid}(intercept + Σ coefficients[j]·x[j]). */
export interface LogisticFit extends LinearFit {
  readonly converged: boolean;
  readonly iterations: number;
}

/** 1/(1 + e^−z) without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + exp(-z));
  const e = exp(z);
  return e / (1 + e);
}

/**
 * L2-penalised logistic regression by damped Newton steps; the intercept is not penalised.
 * @param x observations in rows, features in columns
 * @param y 0 or 1 per row
 * @returns null for no rows, labels of one kind only (with an intercept), or a singular Hessian (lambda 0 on collinear columns)
 * @throws RangeError on unequal lengths, a feature that is not finite, another label or an option out of range
 */
export function logistic(x: Matrix, y: Series, options: LogisticOptions = {}): LogisticFit | null {
  const { lambda = 1, intercept = true, iterations = 100, tolerance = 1e-10 } = options;
  requireNumber('logistic', 'lambda', lambda, 0);
  requireInteger('logistic', 'iterations', iterations, 1);
  if (y.length !== x.rows) throw new RangeError(`logistic: ${x.rows} rows with ${y.length} labels`);
  requireNumber('logistic', 'tolerance', tolerance, 0);
  const labels = toColumn(y);
  if (!labels.every((label) => label === 0 || label === 1)) throw new RangeError('logistic: labels must be 0 or 1');
  if (!x.data.every(Number.isFinite)) throw new RangeError('logistic: every feature must be a finite number');
  if (x.rows === 0 || (intercept && labels.every((label) => label === labels[0]))) return null;
  const { cols } = x;
  let weights = new Float64Array(cols + 1);
  let loss = penalisedLoss(x, labels, weights, lambda);
  for (let step = 1; step <= iterations; step++) {
    const { gradient, hessian } = derivatives(x, labels, weights, lambda, intercept);
    const move = solvePositiveDefinite(hessian, gradient);
    if (move === null) return null;
    const fit = { intercept: weights[cols]!, coefficients: weights.slice(0, cols), iterations: step - 1 };
    if (dot(gradient, move) <= tolerance * tolerance * x.rows) return { ...fit, converged: true };
    // Near the optimum the loss changes by less than its rounding, and a full step is right whichever way that falls.
    const bound = loss * (1 + 1e-12);
    let next = weights;
    let nextLoss = Infinity;
    for (let size = 1; size > 1e-10 && !(nextLoss <= bound); size /= 2) {
      next = weights.map((value, j) => value - size * move[j]!);
      nextLoss = penalisedLoss(x, labels, next, lambda);
    }
    if (!(nextLoss <= bound)) return { ...fit, converged: false };
    weights = next;
    loss = nextLoss;
  }
  return { intercept: weights[cols]!, coefficients: weights.slice(0, cols), converged: false, iterations };
}

function linearPart(x: Matrix, i: number, weights: Float64Array): number {
  let z = weights[x.cols]!;
  for (let j = 0; j < x.cols; j++) z += x.data[i * x.cols + j]! * weights[j]!;
  return z;
}

function penalisedLoss(x: Matrix, y: Float64Array, weights: Float64Array, lambda: number): number {
  let loss = 0;
  for (let i = 0; i < x.rows; i++) {
    const z = linearPart(x, i, weights);
    const margin = y[i] === 1 ? -z : z;
    loss += margin > 0 ? margin + log1p(exp(-margin)) : log1p(exp(margin));
  }
  for (let j = 0; j < x.cols; j++) loss += 0.5 * lambda * weights[j]! * weights[j]!;
  return loss;
}

/** Gradient and Hessian of the penalised loss; the intercept is the last entry. */
function derivatives(
  x: Matrix,
  y: Float64Array,
  weights: Float64Array,
  lambda: number,
  intercept: boolean,
): { gradient: Float64Array; hessian: Matrix } {
  const n = x.cols + 1;
  const gradient = new Float64Array(n);
  const hessian = matrix(n, n);
  const features = new Float64Array(n);
  features[x.cols] = intercept ? 1 : 0;
  for (let i = 0; i < x.rows; i++) {
    const probability = sigmoid(linearPart(x, i, weights));
    const curvature = probability * (1 - probability);
    features.set(x.data.subarray(i * x.cols, (i + 1) * x.cols));
    for (let a = 0; a < n; a++) {
      gradient[a]! += (probability - y[i]!) * features[a]!;
      for (let b = 0; b <= a; b++) hessian.data[a * n + b]! += curvature * features[a]! * features[b]!;
    }
  }
  for (let j = 0; j < x.cols; j++) {
    gradient[j]! += lambda * weights[j]!;
    hessian.data[j * n + j]! += lambda;
  }
  if (!intercept) hessian.data[n * n - 1] = 1;
  return { gradient, hessian };
}
