import { matrix, type Matrix } from '../linear/matrix.js';
import { createForwardBackward, type ForwardBackward } from './forward-backward.js';
import { requireHmm, type GaussianHmm } from './gaussian-hmm.js';
import { forwardPass, type ForwardPass } from './state-passes.js';

/** Probabilities of the states at each observation. */
export interface StateProbabilities {
  /** n × k. */
  readonly probabilities: Matrix;
  readonly logLikelihood: number;
}

function run(where: string, model: GaussianHmm, observations: Matrix): [ForwardBackward, ForwardPass] {
  requireHmm(where, model, observations);
  const buffers = createForwardBackward(observations.rows, model.initial.length);
  const pass = forwardPass(model, observations, buffers);
  if (pass.logLikelihood === -Infinity)
    throw new RangeError(`${where}: the model gives the observations no probability`);
  return [buffers, pass];
}

/**
 * Filtered probabilities: row t is P(state at t | observations 0 … t), so later observations change nothing in it.
 * Cost O(n·(k² + k·d)).
 * @param observations n × d
 * @throws RangeError when model and observations do not fit, a value is not finite, or the model excludes them
 */
export function filterHmm(model: GaussianHmm, observations: Matrix): StateProbabilities {
  const [buffers, { logLikelihood }] = run('filterHmm', model, observations);
  return { probabilities: matrix(buffers.n, buffers.k, buffers.filtered), logLikelihood };
}

/**
 * Smoothed probabilities: row t is P(state at t | all observations). Never for a decision at t.
 * @param observations n × d
 * @throws RangeError as {@link filterHmm}
 */
export function smoothHmm(model: GaussianHmm, observations: Matrix): StateProbabilities {
  const [buffers, pass] = run('smoothHmm', model, observations);
  pass.backward();
  return { probabilities: matrix(buffers.n, buffers.k, buffers.smoothed), logLikelihood: pass.logLikelihood };
}
