import { matrix, type Matrix } from '../linear/matrix.js';
import { emissionLogDensities } from './emission-density.js';
import { backward, createForwardBackward, forward, type ForwardBackward } from './forward-backward.js';
import { requireHmm, type GaussianHmm } from './gaussian-hmm.js';

/** Probabilities of the states at each observation. */
export interface StateProbabilities {
  /** n × k. */
  readonly probabilities: Matrix;
  readonly logLikelihood: number;
}

function run(where: string, model: GaussianHmm, observations: Matrix): [ForwardBackward, number] {
  requireHmm(where, model, observations);
  const buffers = createForwardBackward(observations.rows, model.initial.length);
  emissionLogDensities(model, observations, buffers.density);
  const logLikelihood = forward(buffers, model.initial, model.transition.data);
  if (logLikelihood === -Infinity) throw new RangeError(`${where}: the model gives the observations no probability`);
  return [buffers, logLikelihood];
}

/**
 * Filtered probabilities: row t is P(state at t | observations 0 … t), so later observations change nothing in it.
 * Cost O(n·(k² + k·d)).
 * @param observations n × d
 * @throws RangeError when model and observations do not fit, a value is not finite, or the model excludes them
 */
export function filterHmm(model: GaussianHmm, observations: Matrix): StateProbabilities {
  const [buffers, logLikelihood] = run('filterHmm', model, observations);
  return { probabilities: matrix(buffers.n, buffers.k, buffers.filtered), logLikelihood };
}

/**
 * Smoothed probabilities: row t is P(state at t | all observations). Never for a decision at t.
 * @param observations n × d
 * @throws RangeError as {@link filterHmm}
 */
export function smoothHmm(model: GaussianHmm, observations: Matrix): StateProbabilities {
  const [buffers, logLikelihood] = run('smoothHmm', model, observations);
  backward(buffers, model.transition.data);
  return { probabilities: matrix(buffers.n, buffers.k, buffers.smoothed), logLikelihood };
}
