import { column, matrix, type Matrix } from '../linear/matrix.js';
import { mean as meanOf } from '../statistics/mean.statistic.js';
import { standardDeviation } from '../statistics/variance.statistic.js';

/** Location and scale of every feature of a training set. */
export interface Scaler {
  readonly mean: Float64Array;
  /** Standard deviations, ddof 0. */
  readonly deviation: Float64Array;
}

/** A deviation that is not above this part of the mean is its rounding. */
const ROUNDING = 1e-12;

/**
 * Means and deviations (ddof 0) of the columns, the deviation 0 for a feature that varies by rounding alone; zeros without
 * rows.
 * @throws RangeError on a value that is not finite
 */
export function fitScaler(x: Matrix): Scaler {
  if (!x.data.every(Number.isFinite)) throw new RangeError('fitScaler: every feature must be a finite number');
  const columns = Array.from({ length: x.cols }, (_, j) => column(x, j));
  const mean = Float64Array.from(columns, (values) => meanOf(values) ?? 0);
  const deviation = Float64Array.from(columns, (values, j) => {
    const spread = standardDeviation(values, 0) ?? 0;
    return spread > ROUNDING * Math.abs(mean[j]!) ? spread : 0;
  });
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
      out.data[at] = deviation[j]! > 0 ? (x.data[at]! - mean[j]!) / deviation[j]! : 0;
    }
  }
  return out;
}
