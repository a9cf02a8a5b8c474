import { symmetricEigen } from '../linear/eigen.js';
import { matrix, type Matrix } from '../linear/matrix.js';

/**
 * Weighted means and variances of state `j`, written into row j of `means` and `variances` and held above `floors`.
 * Deviations are taken from the old mean, so that a common offset costs no digits. A state whose weights sum to at
 * most `empty` keeps what it had.
 * @param weights n × k
 */
export function maximiseVariances(
  j: number,
  { rows, cols, data }: Matrix,
  weights: Float64Array,
  means: Matrix,
  variances: Matrix,
  floors: Float64Array,
  empty: number,
): void {
  const k = means.rows;
  for (let v = 0; v < cols; v++) {
    const centre = means.data[j * cols + v]!;
    let total = 0;
    let first = 0;
    let second = 0;
    for (let t = 0, at = j, cell = v; t < rows; t++, at += k, cell += cols) {
      const w = weights[at]!;
      const e = data[cell]! - centre;
      const we = w * e;
      total += w;
      first += we;
      second += we * e;
    }
    if (!(total > empty)) return;
    const shift = first / total;
    means.data[j * cols + v] = centre + shift;
    variances.data[j * cols + v] = Math.max(second / total - shift * shift, floors[v]!);
  }
}

/** As {@link maximiseVariances} with all covariances (row j of `covariances` is d²), not floored; false when empty. */
export function maximiseFull(
  j: number,
  { rows, cols, data }: Matrix,
  weights: Float64Array,
  means: Matrix,
  covariances: Matrix,
  empty: number,
): boolean {
  const k = means.rows;
  let total = 0;
  for (let t = 0; t < rows; t++) total += weights[t * k + j]!;
  if (!(total > empty)) return false;
  const mean = means.data.subarray(j * cols, (j + 1) * cols);
  mean.fill(0);
  for (let t = 0; t < rows; t++) {
    const w = weights[t * k + j]! / total;
    for (let v = 0; v < cols; v++) mean[v]! += w * data[t * cols + v]!;
  }
  const size = cols * cols;
  const out = covariances.data.subarray(j * size, (j + 1) * size);
  out.fill(0);
  for (let t = 0; t < rows; t++) {
    const w = weights[t * k + j]! / total;
    for (let v = 0; v < cols; v++) {
      const we = w * (data[t * cols + v]! - mean[v]!);
      for (let u = 0; u <= v; u++) out[v * cols + u]! += we * (data[t * cols + u]! - mean[u]!);
    }
  }
  for (let v = 0; v < cols; v++) for (let u = 0; u < v; u++) out[u * cols + v] = out[v * cols + u]!;
  return true;
}

/**
 * Raises a covariance matrix (d², in place) so that, with each variable in units of the root of its floor, no
 * eigenvalue is below 1: the least variance in any direction is its share of the sample's.
 */
export function floorCovariance(covariance: Float64Array, floors: Float64Array): void {
  const d = floors.length;
  if (floors.some((floor) => !(floor > 0))) return;
  const unit = floors.map(Math.sqrt);
  const scaled = matrix(d, d);
  for (let i = 0; i < d * d; i++) scaled.data[i] = covariance[i]! / (unit[Math.floor(i / d)]! * unit[i % d]!);
  const { values, vectors } = symmetricEigen(scaled);
  if (values[d - 1]! >= 1) return;
  for (let v = 0; v < d; v++) {
    for (let u = 0; u < d; u++) {
      let sum = 0;
      for (let e = 0; e < d; e++) sum += Math.max(values[e]!, 1) * vectors.data[v * d + e]! * vectors.data[u * d + e]!;
      covariance[v * d + u] = sum * unit[v]! * unit[u]!;
    }
  }
}
