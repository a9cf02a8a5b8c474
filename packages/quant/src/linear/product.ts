import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { matrix, type Matrix } from './matrix.js';

/** The transposed matrix, as a copy. */
export function transpose(a: Matrix): Matrix {
  const out = matrix(a.cols, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) out.data[j * a.rows + i] = a.data[i * a.cols + j]!;
  }
  return out;
}

/**
 * Matrix product a·b.
 * @throws RangeError when a.cols ≠ b.rows
 */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.rows) throw new RangeError(`multiply: ${a.rows} × ${a.cols} by ${b.rows} × ${b.cols}`);
  const out = matrix(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.cols; k++) {
      const value = a.data[i * a.cols + k]!;
      for (let j = 0; j < b.cols; j++) out.data[i * b.cols + j]! += value * b.data[k * b.cols + j]!;
    }
  }
  return out;
}

/**
 * Matrix times vector, length a.rows.
 * @throws RangeError when the vector's length is not a.cols
 */
export function multiplyVector(a: Matrix, v: Series): Float64Array {
  if (a.cols !== v.length) throw new RangeError(`multiplyVector: ${a.rows} × ${a.cols} by ${v.length}`);
  const vector = toColumn(v);
  const out = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) {
    let total = 0;
    for (let j = 0; j < a.cols; j++) total += a.data[i * a.cols + j]! * vector[j]!;
    out[i] = total;
  }
  return out;
}

/** aᵀ·a, cols × cols, symmetric. */
export function gram(a: Matrix): Matrix {
  const n = a.cols;
  const out = matrix(n, n);
  for (let r = 0; r < a.rows; r++) {
    for (let i = 0; i < n; i++) {
      const value = a.data[r * n + i]!;
      for (let j = 0; j <= i; j++) out.data[i * n + j]! += value * a.data[r * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out.data[j * n + i] = out.data[i * n + j]!;
  return out;
}

/**
 * Inner product.
 * @throws RangeError on unequal lengths
 */
export function dot(u: Series, v: Series): number {
  const length = requireEqualLengths('dot', u, v);
  let total = 0;
  for (let i = 0; i < length; i++) total += u[i]! * v[i]!;
  return total;
}
