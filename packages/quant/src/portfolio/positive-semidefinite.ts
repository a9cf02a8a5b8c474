import { square } from '../elementary/index.js';
import { cholesky, matrix, symmetricEigen, type Matrix } from '../linear/index.js';
import { requireCovariance } from './requirements.js';

/** A pivot this small against its diagonal entry counts as none. */
const smallestPivot = 1e-10;

/** Added to the diagonal of a singular matrix, in mean variances. */
const ridge = 1e-8;

/** A matrix that can be inverted, and what it took. */
export interface Regular {
  readonly covariance: Matrix;
  /** What was added to the diagonal: 0 for a matrix that was positive definite. */
  readonly ridge: number;
}

/**
 * The covariance itself when it is positive definite; when it is singular (more assets than returns, assets that move as
 * one) with 1e-8 mean variances on the diagonal, which makes the best portfolio unique: of equally good ones the most
 * even.
 * @returns null when the matrix is not positive semidefinite: no portfolio has it
 * @throws RangeError when it is no symmetric, finite matrix with positive variances
 */
export function regularised(cov: Matrix): Regular | null {
  requireCovariance('regularised', cov);
  if (hasPivots(cov, smallestPivot)) return { covariance: cov, ridge: 0 };
  const lifted = withRidge(cov);
  return cholesky(lifted.covariance) === null ? null : lifted;
}

/** The covariance with 1e-8 mean variances on the diagonal. */
export function withRidge(cov: Matrix): Regular {
  const n = cov.rows;
  let trace = 0;
  for (let i = 0; i < n; i++) trace += cov.data[i * n + i]!;
  const added = (ridge * trace) / n;
  const covariance = matrix(n, n, Float64Array.from(cov.data));
  for (let i = 0; i < n; i++) covariance.data[i * n + i]! += added;
  return { covariance, ridge: added };
}

function hasPivots(cov: Matrix, smallest: number): boolean {
  const l = cholesky(cov);
  if (l === null) return false;
  const n = cov.rows;
  for (let i = 0; i < n; i++) if (square(l.data[i * n + i]!) < smallest * cov.data[i * n + i]!) return false;
  return true;
}

/**
 * The matrix with its negative eigenvalues set to 0; the same object when it has none. Covariances of pairs over
 * different rows need it.
 * @throws RangeError when it is not square
 */
export function nearestPositiveSemidefinite(cov: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(cov);
  const n = cov.rows;
  if (n === 0 || values[n - 1]! >= 0) return cov;
  const out = matrix(n, n);
  for (let k = 0; k < n && values[k]! > 0; k++) {
    for (let i = 0; i < n; i++) {
      const scaled = values[k]! * vectors.data[i * n + k]!;
      for (let j = 0; j <= i; j++) out.data[i * n + j]! += scaled * vectors.data[j * n + k]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out.data[j * n + i] = out.data[i * n + j]!;
  return out;
}
