import { cholesky, choleskySolve, fromRows, gram } from '@bot-v2/quant/linear';
import { invariant } from '@bot-v2/sdk';

/** Predicts the net result of every candidate from one row of features. */
export interface SelectorModel {
  /** One predicted label per candidate, in the order of training. */
  predict(features: Float64Array): Float64Array;
}

interface Scaler {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

function fitScaler(rows: readonly Float64Array[]): Scaler {
  const width = rows[0]?.length ?? 0;
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (const row of rows) for (let j = 0; j < width; j++) mean[j]! += row[j]! / rows.length;
  for (const row of rows) for (let j = 0; j < width; j++) deviation[j]! += (row[j]! - mean[j]!) ** 2 / rows.length;
  for (let j = 0; j < width; j++) deviation[j] = Math.sqrt(deviation[j]!);
  return { mean, deviation };
}

/** Standard scores; a feature that does not vary in training carries nothing and becomes 0. */
function scale({ mean, deviation }: Scaler, row: Float64Array): Float64Array {
  return row.map((x, j) => (deviation[j]! > 1e-12 ? (x - mean[j]!) / deviation[j]! : 0));
}

/**
 * Ridge regression of each candidate's label on the standardised features, with an unpenalised intercept: the normal
 * equations (ZᵀZ + λI) b = Zᵀ(y − ȳ) share their left side, which is factored once. Standardised columns have mean 0, so
 * the intercept is ȳ. The scaler is fitted on the same rows: nothing outside the training set enters.
 * @param rows at least one
 * @param labels per candidate, one value per row
 * @param penalty λ, positive
 */
export function trainSelector(
  rows: readonly Float64Array[],
  labels: readonly Float64Array[],
  penalty: number,
): SelectorModel {
  const scaler = fitScaler(rows);
  const z = rows.map((row) => scale(scaler, row));
  const normal = gram(fromRows(z));
  for (let j = 0; j < normal.cols; j++) normal.data[j * normal.cols + j]! += penalty;
  const factor = cholesky(normal);
  invariant(factor !== null, 'a ridge system with a positive penalty is positive definite', { penalty });
  const fits = labels.map((y) => {
    const intercept = y.reduce((sum, value) => sum + value, 0) / y.length;
    const cross = new Float64Array(normal.cols);
    for (let i = 0; i < z.length; i++)
      for (let j = 0; j < cross.length; j++) cross[j]! += z[i]![j]! * (y[i]! - intercept);
    return { intercept, coefficients: choleskySolve(factor, cross) };
  });
  return {
    predict: (features) => {
      const x = scale(scaler, features);
      return Float64Array.from(fits, ({ intercept, coefficients }) => {
        let value = intercept;
        for (let j = 0; j < x.length; j++) value += coefficients[j]! * x[j]!;
        return value;
      });
    },
  };
}
