import { toColumn, type Series } from '../series.js';
import { matrix, type Matrix } from './matrix.js';

/**
 * Lower Cholesky factor L of a symmetric matrix, L·Lᵀ = a; reads the lower triangle only.
 * @returns null when a is not positive definite to working precision (a pivot at most 1e-14 of its diagonal entry)
 * @throws RangeError when a is not square
 */
export function cholesky(a: Matrix): Matrix | null {
  const n = requireSquare('cholesky', a);
  const out = matrix(n, n);
  const l = out.data;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = a.data[i * n + j]!;
      for (let k = 0; k < j; k++) value -= l[i * n + k]! * l[j * n + k]!;
      if (i > j) l[i * n + j] = value / l[j * n + j]!;
      else if (value > 1e-14 * Math.abs(a.data[i * n + i]!)) l[i * n + i] = Math.sqrt(value);
      else return null;
    }
  }
  return out;
}

/**
 * Solves L·Lᵀ·x = b for a factor from {@link cholesky}.
 * @throws RangeError when the length of b is not that of L
 */
export function choleskySolve(l: Matrix, b: Series): Float64Array {
  const n = requireSquare('choleskySolve', l);
  if (b.length !== n) throw new RangeError(`choleskySolve: ${n} × ${n} with ${b.length} values`);
  const x = Float64Array.from(toColumn(b));
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l.data[i * n + k]! * x[k]!;
    x[i]! /= l.data[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l.data[k * n + i]! * x[k]!;
    x[i]! /= l.data[i * n + i]!;
  }
  return x;
}

/** Solves a·x = b for a symmetric positive definite a; null when it is not. */
export function solvePositiveDefinite(a: Matrix, b: Series): Float64Array | null {
  const l = cholesky(a);
  return l === null ? null : choleskySolve(l, b);
}

/** Inverse of a symmetric positive definite matrix; null when it is not. */
export function inversePositiveDefinite(a: Matrix): Matrix | null {
  const l = cholesky(a);
  if (l === null) return null;
  const n = a.rows;
  const out = matrix(n, n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const x = choleskySolve(l, unit);
    for (let i = 0; i < n; i++) out.data[i * n + j] = x[i]!;
  }
  return out;
}

/**
 * The order of a square matrix.
 * @throws RangeError when it is not square
 */
export function requireSquare(where: string, a: Matrix): number {
  if (a.rows !== a.cols) throw new RangeError(`${where}: the matrix must be square, got ${a.rows} × ${a.cols}`);
  return a.rows;
}
