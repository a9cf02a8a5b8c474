import type { Matrix } from '../linear/matrix.js';
import { emissionLogDensities } from './emission-density.js';
import { backward, forward, type ForwardBackward } from './forward-backward.js';
import type { GaussianHmm } from './gaussian-hmm.js';
import { backwardInLogs, forwardInLogs, losesStates } from './log-forward-backward.js';

/** What a forward pass found, and the backward pass that goes on from it. */
export interface ForwardPass {
  /** −Infinity when an observation cannot follow the ones before it. */
  readonly logLikelihood: number;
  /** Writes `smoothed` and `moves` of the buffers. */
  backward(): void;
}

/**
 * Runs the forward pass over a model's densities of the observations, by scaled probabilities; where they lose a state
 * for good, because moves back to it are impossible, once more in logarithms.
 */
export function forwardPass(model: GaussianHmm, observations: Matrix, buffers: ForwardBackward): ForwardPass {
  const { initial, transition } = model;
  emissionLogDensities(model, observations, buffers.density);
  const scaled = forward(buffers, initial, transition.data);
  if (scaled !== -Infinity && !losesStates(buffers, initial, transition.data)) {
    return { logLikelihood: scaled, backward: () => backward(buffers, transition.data) };
  }
  emissionLogDensities(model, observations, buffers.density);
  const logLikelihood = forwardInLogs(buffers, initial, transition.data);
  return { logLikelihood, backward: () => backwardInLogs(buffers, transition.data, logLikelihood) };
}
