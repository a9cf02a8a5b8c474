import { requireSquare } from './cholesky.js';
import { identity, matrix, type Matrix } from './matrix.js';

/** Eigenvalues in descending order and their unit eigenvectors in the columns. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/**
 * Eigen-decomposition of a symmetric matrix by cyclic Jacobi rotations; for matrices up to a few hundred rows.
 * The largest component of each vector is positive.
 * @throws RangeError when a is not square
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = requireSquare('symmetricEigen', a);
  const work = Float64Array.from(a.data);
  const vectors = identity(n).data;
  let scale = 0;
  for (const value of work) scale += value * value;
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = 0; q < p; q++) off += work[p * n + q]! * work[p * n + q]!;
    if (off <= 1e-32 * scale) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(work, vectors, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => work[j * n + j]! - work[i * n + i]!);
  const values = new Float64Array(n);
  const sorted = matrix(n, n);
  order.forEach((from, to) => {
    values[to] = work[from * n + from]!;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const value = vectors[i * n + from]!;
      if (Math.abs(value) > Math.abs(largest) * (1 + 1e-12)) largest = value;
    }
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) sorted.data[i * n + to] = sign * vectors[i * n + from]!;
  });
  return { values, vectors: sorted };
}

/** Zeroes entry (p, q) of the work matrix and turns the vectors along. */
function rotate(work: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const pq = work[p * n + q]!;
  if (pq === 0) return;
  const theta = (work[q * n + q]! - work[p * n + p]!) / (2 * pq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const kp = work[k * n + p]!;
    const kq = work[k * n + q]!;
    work[k * n + p] = c * kp - s * kq;
    work[k * n + q] = s * kp + c * kq;
    const vp = vectors[k * n + p]!;
    const vq = vectors[k * n + q]!;
    vectors[k * n + p] = c * vp - s * vq;
    vectors[k * n + q] = s * vp + c * vq;
  }
  for (let k = 0; k < n; k++) {
    const pk = work[p * n + k]!;
    const qk = work[q * n + k]!;
    work[p * n + k] = c * pk - s * qk;
    work[q * n + k] = s * pk + c * qk;
  }
}
