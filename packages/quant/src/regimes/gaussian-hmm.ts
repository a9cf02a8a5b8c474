import { requireInteger } from '../parameters.js';
import type { Matrix } from '../linear/matrix.js';
import { requireProbabilities, requireTransitions } from './markov-chain.js';
import { requireFinite } from './observations.js';

/** Shape of each state's covariance matrix: variances only, or all entries. One variable has the same model in both. */
export type CovarianceKind = 'diagonal' | 'full';

/** A hidden Markov model with k states and a normal distribution over d variables in each. */
export interface GaussianHmm {
  readonly covarianceKind: CovarianceKind;
  /** Probability of each state at the first observation, length k. */
  readonly initial: Float64Array;
  /** k × k, from row to column, rows sum to 1. */
  readonly transition: Matrix;
  /** k × d. */
  readonly means: Matrix;
  /** k × d variances when diagonal, k × d² row-major matrices when full. */
  readonly covariances: Matrix;
}

/**
 * Checks a model and the observations (n × d) it is to be used on.
 * @throws RangeError on sizes that do not fit, a value that is not finite, or rows that are no probabilities
 */
export function requireHmm(where: string, model: GaussianHmm, observations: Matrix): void {
  const { covarianceKind, initial, transition, means, covariances } = model;
  const k = requireTransitions(where, transition);
  const d = means.cols;
  requireInteger(where, 'states', k, 1);
  requireInteger(where, 'variables', d, 1);
  const wanted = covarianceKind === 'full' ? d * d : d;
  if (initial.length !== k || means.rows !== k || covariances.rows !== k || covariances.cols !== wanted) {
    throw new RangeError(`${where}: initial, transition, means and covariances are not of ${k} states, ${d} variables`);
  }
  if (observations.cols !== d) {
    throw new RangeError(`${where}: the model has ${d} variables, the observations ${observations.cols}`);
  }
  requireProbabilities(where, 'initial', initial);
  requireFinite(where, means.data);
  requireFinite(where, covariances.data);
  requireFinite(where, observations.data);
}
