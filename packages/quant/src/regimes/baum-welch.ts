import { requireInteger, requireNumber } from '../parameters.js';
import { matrix, type Matrix } from '../linear/matrix.js';
import { createForwardBackward, type ForwardBackward } from './forward-backward.js';
import { requireHmm, type GaussianHmm } from './gaussian-hmm.js';
import { floorCovariance, maximiseFull, maximiseVariances } from './hmm-moments.js';
import { columnMoments } from './observations.js';
import { forwardPass } from './state-passes.js';

/** When EM stops, and what it may not do. */
export interface BaumWelchOptions {
  /** Default 500. */
  readonly maxIterations?: number;
  /** Stops when an iteration gains less log-likelihood than this; default 1e-4. */
  readonly tolerance?: number;
  /** Least variance of a state, as a share of the sample variance of the variable; default 1e-3, 0 for none. */
  readonly varianceFloor?: number;
}

/** A fitted model and how it was reached. */
export interface HmmFit {
  readonly fitted: true;
  readonly model: GaussianHmm;
  /** Of the returned model. */
  readonly logLikelihood: number;
  /** Log-likelihood of the model before each iteration. */
  readonly history: Float64Array;
  readonly iterations: number;
  /** Whether the gain fell below the tolerance before `maxIterations`. */
  readonly converged: boolean;
  /** Share of the observations each state explains, in expectation; a state near 0 is empty and kept what it had. */
  readonly occupancy: Float64Array;
}

/** Buffers that several fits on the same observations share. */
export interface BaumWelchWorkspace extends ForwardBackward {
  readonly sampleVariances: Float64Array;
}

/** Buffers for fits of k states to the observations. */
export function createWorkspace(observations: Matrix, k: number): BaumWelchWorkspace {
  const { variances } = columnMoments(observations);
  return { ...createForwardBackward(observations.rows, k), sampleVariances: variances };
}

/** Expected observations below which a state's parameters, or a row of transitions, are kept as they were. */
const EMPTY = 1e-8;

/**
 * Maximum likelihood by expectation maximisation (Baum, Petrie, Soules and Weiss 1970) from a given model, whose order
 * of states is kept. The initial distribution is estimated. No prior. The E-step allocates nothing
 * that grows with the observations.
 * @param observations n × d, n ≥ 1
 * @throws RangeError when model and observations do not fit, a value is not finite, or the model excludes them
 */
export function baumWelch(start: GaussianHmm, observations: Matrix, options: BaumWelchOptions = {}): HmmFit {
  requireHmm('baumWelch', start, observations);
  requireInteger('baumWelch', 'observations', observations.rows, 1);
  return maximise(start, observations, options, createWorkspace(observations, start.initial.length));
}

/** {@link baumWelch} on checked arguments, in buffers made before. */
export function maximise(
  start: GaussianHmm,
  observations: Matrix,
  options: BaumWelchOptions,
  space: BaumWelchWorkspace,
): HmmFit {
  const { maxIterations = 500, tolerance = 1e-4, varianceFloor = 1e-3 } = options;
  requireInteger('baumWelch', 'maxIterations', maxIterations, 0);
  requireNumber('baumWelch', 'tolerance', tolerance, 0);
  requireNumber('baumWelch', 'varianceFloor', varianceFloor, 0);
  const model = copyOf(start);
  const floors = space.sampleVariances.map((variance) => varianceFloor * variance);
  const history: number[] = [];
  const passForward = () => {
    const pass = forwardPass(model, observations, space);
    if (pass.logLikelihood === -Infinity) {
      throw new RangeError('baumWelch: the model gives the observations no probability');
    }
    return pass;
  };
  let pass = passForward();
  let converged = false;
  while (history.length < maxIterations && !converged) {
    history.push(pass.logLikelihood);
    pass.backward();
    update(model, observations, space, floors);
    const next = passForward();
    converged = next.logLikelihood - pass.logLikelihood < tolerance;
    pass = next;
  }
  pass.backward();
  const { n, k, smoothed } = space;
  const occupancy = new Float64Array(k);
  for (let t = 0; t < n * k; t++) occupancy[t % k]! += smoothed[t]! / n;
  return {
    fitted: true,
    model,
    logLikelihood: pass.logLikelihood,
    history: Float64Array.from(history),
    iterations: history.length,
    converged,
    occupancy,
  };
}

function copyOf({ covarianceKind, initial, transition, means, covariances }: GaussianHmm): GaussianHmm {
  const copy = (a: Matrix): Matrix => matrix(a.rows, a.cols, Float64Array.from(a.data));
  return {
    covarianceKind,
    initial: Float64Array.from(initial),
    transition: copy(transition),
    means: copy(means),
    covariances: copy(covariances),
  };
}

/** The M-step: writes the new parameters into the model. */
function update(model: GaussianHmm, observations: Matrix, space: BaumWelchWorkspace, floors: Float64Array): void {
  const { k, smoothed, moves } = space;
  const { initial, transition, means, covariances } = model;
  const d = means.cols;
  for (let i = 0; i < k; i++) {
    initial[i] = smoothed[i]!;
    let total = 0;
    for (let j = 0; j < k; j++) total += moves[i * k + j]!;
    if (total > EMPTY) for (let j = 0; j < k; j++) transition.data[i * k + j] = moves[i * k + j]! / total;
  }
  const diagonal = d === 1 || model.covarianceKind === 'diagonal';
  for (let j = 0; j < k; j++) {
    if (diagonal) maximiseVariances(j, observations, smoothed, means, covariances, floors, EMPTY);
    else if (maximiseFull(j, observations, smoothed, means, covariances, EMPTY)) {
      floorCovariance(covariances.data.subarray(j * d * d, (j + 1) * d * d), floors);
    }
  }
}
