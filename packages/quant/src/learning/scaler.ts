import { square } from '../elementary/index.js';
import { matrix, type Matrix } from '../linear/matrix.js';

/** Location and scale of every feature of a training set. */
export interface Scaler {
  readonly mean: Float64Array;
  /** Standard deviations, ddof 0. */
  readonly deviation: Float64Array;
}

/** A feature whose deviation is not above this carries nothing. */
const NO_VARIATION = 1e-12;

/** Means and deviations (ddof 0) of the columns; zeros without rows. */
export function fitScaler(x: Matrix): Scaler {
  const { rows, cols, data } = x;
  const mean = new Float64Array(cols);
  const deviation = new Float64Array(cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) mean[j]! += data[i * cols + j]! / rows;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) deviation[j]! += square(data[i * cols + j]! - mean[j]!) / rows;
  }
  for (let j = 0; j < cols; j++) deviation[j] = Math.sqrt(deviation[j]!);
  return { mean, deviation };
}

/**
 * Standard scores of the rows; a feature that does not vary in the training set becomes 0.
 * @throws RangeError when the number of features differs
 */
export function standardize({ mean, deviation }: Scaler, x: Matrix): Matrix {
  if (x.cols !== mean.length) throw new RangeError(`standardize: ${x.cols} features, not ${mean.length}`);
  const out = matrix(x.rows, x.cols);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++) {
      const at = i * x.cols + j;
      out.data[at] = deviation[j]! > NO_VARIATION ? (x.data[at]! - mean[j]!) / deviation[j]! : 0;
    }
  }
  return out;
}
