import { fitScaler, standardize } from '@bot-v2/quant/learning';
import { cholesky, choleskySolve, fromRows, gram, matrix } from '@bot-v2/quant/linear';
import { invariant } from '@bot-v2/sdk';
import type { SelectorModel, SelectorTrainer, TrainingRows } from './selector-model.js';

/** A ridge regression per alternative, on standard scores. */
export interface LinearSelector {
  readonly kind: 'linear';
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  readonly intercepts: Float64Array;
  readonly coefficients: readonly Float64Array[];
}

/**
 * Ridge regression of each alternative's gain on the standardised features, with an unpenalised intercept: the normal
 * equations (ZᵀZ + λI) b = Zᵀ(y − ȳ) share their left side, which is factored once. Standardised columns have mean 0, so the
 * intercept is ȳ. The scaler is fitted on the same rows: nothing outside the training set enters.
 */
function trainLinear({ features, gains }: TrainingRows, penalty: number): LinearSelector {
  const rows = fromRows(features);
  const scaler = fitScaler(rows);
  const z = standardize(scaler, rows);
  const normal = gram(z);
  for (let j = 0; j < normal.cols; j++) normal.data[j * normal.cols + j]! += penalty;
  const factor = cholesky(normal);
  invariant(factor !== null, 'a ridge system with a positive penalty is positive definite', { penalty });
  const intercepts = Float64Array.from(gains, (y) => y.reduce((sum, value) => sum + value, 0) / y.length);
  const coefficients = gains.map((y, c) => {
    const cross = new Float64Array(z.cols);
    for (let i = 0; i < z.rows; i++) {
      for (let j = 0; j < z.cols; j++) cross[j]! += z.data[i * z.cols + j]! * (y[i]! - intercepts[c]!);
    }
    return choleskySolve(factor, cross);
  });
  return { kind: 'linear', ...scaler, intercepts, coefficients };
}

/** The linear model with a ridge penalty λ, positive. */
export function linearTrainer(penalty: number): SelectorTrainer {
  return {
    kind: 'linear',
    regrowth: 0,
    train: (rows) => trainLinear(rows, penalty),
    predict: (model: SelectorModel, features) => {
      invariant(model.kind === 'linear', 'a trainer predicts with its own kind of model', { kind: model.kind });
      const { data } = standardize(model, matrix(1, features.length, features));
      const out = new Float64Array(model.coefficients.length + 1);
      model.coefficients.forEach((own, c) => {
        out[c + 1] = own.reduce((sum, b, j) => sum + b * data[j]!, model.intercepts[c]!);
      });
      return out;
    },
  };
}
