import { requireInteger } from '../parameters.js';
import { matrix, type Matrix } from '../linear/matrix.js';
import { createRandom } from '../random/random.js';
import { createWorkspace, maximise, type BaumWelchOptions, type HmmFit } from './baum-welch.js';
import { requireHmm, type CovarianceKind, type GaussianHmm } from './gaussian-hmm.js';
import { hmmStart } from './hmm-start.js';
import { columnMoments, isConstant, requireFinite } from './observations.js';
import { unfitted, type Unfitted } from './unfitted.js';

/** What to fit, and from where. */
export interface FitHmmOptions extends BaumWelchOptions {
  /** Number of states, at least 1. */
  readonly states: number;
  /** Default `diagonal`. */
  readonly covarianceKind?: CovarianceKind;
  /** Seed of the starts: equal seeds give equal fits. */
  readonly seed: number | string;
  /** Seeded starts; default 5. */
  readonly restarts?: number;
  /** A further start, such as the model of an earlier fit on a part of the observations. */
  readonly start?: GaussianHmm;
}

/** The best of several fits. */
export interface BestHmmFit extends HmmFit {
  /** Log-likelihood that each start had reached when the best of them was chosen to be finished. */
  readonly starts: Float64Array;
}

/** Iterations after which the starts are compared. */
const SHORT_RUN = 20;

/**
 * Fits a Gaussian HMM by maximum likelihood: every start runs 20 iterations of EM, the best is finished (Biernacki,
 * Celeux and Govaert 2003). States are returned in the order of their total variance, ascending, then of their first
 * mean; what a state means must be read from its parameters.
 * @param observations n × d
 * @returns {@link Unfitted} `too_short` with no more observations than free parameters, `constant` when a variable does not vary
 * @throws RangeError on a value that is not finite or an option out of range
 */
export function fitHmm(observations: Matrix, options: FitHmmOptions): BestHmmFit | Unfitted {
  const { states: k, covarianceKind = 'diagonal', seed, restarts = 5, start } = options;
  requireInteger('fitHmm', 'states', k, 1);
  requireInteger('fitHmm', 'restarts', restarts, start === undefined ? 1 : 0);
  requireInteger('fitHmm', 'variables', observations.cols, 1);
  requireFinite('fitHmm', observations.data);
  if (start !== undefined) {
    requireHmm('fitHmm', start, observations);
    if (start.initial.length !== k)
      throw new RangeError(`fitHmm: the start has ${start.initial.length} states, not ${k}`);
  }
  const { rows, cols } = observations;
  const spread = covarianceKind === 'full' ? (cols * (cols + 1)) / 2 : cols;
  if (rows <= k * (cols + spread) + k * k - 1) return unfitted('too_short');
  const { means, variances } = columnMoments(observations);
  if (variances.some((variance, v) => isConstant(means[v]!, variance))) return unfitted('constant');
  const random = createRandom(seed);
  const space = createWorkspace(observations, k);
  const { maxIterations = 500 } = options;
  const short = { ...options, maxIterations: Math.min(SHORT_RUN, maxIterations) };
  const begun = Array.from({ length: restarts }, (_, attempt) =>
    hmmStart(observations, k, covarianceKind, attempt, random.fork(`start ${attempt}`)),
  );
  const fits = [...(start === undefined ? [] : [start]), ...begun].map((model) =>
    maximise(model, observations, short, space),
  );
  const best = fits.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
  const rest = { ...options, maxIterations: maxIterations - best.iterations };
  const done = best.converged ? best : joined(best, maximise(best.model, observations, rest, space));
  return { ...inOrder(done), starts: Float64Array.from(fits, (fit) => fit.logLikelihood) };
}

function joined(first: HmmFit, second: HmmFit): HmmFit {
  const history = Float64Array.of(...first.history, ...second.history);
  return { ...second, history, iterations: history.length };
}

/** The fit with its states by total variance, then by first mean. */
function inOrder(fit: HmmFit): HmmFit {
  const { covarianceKind, initial, transition, means, covariances } = fit.model;
  const k = initial.length;
  const d = means.cols;
  const step = covariances.cols === d ? 1 : d + 1;
  const total = (j: number): number => {
    let sum = 0;
    for (let v = 0; v < d; v++) sum += covariances.data[j * covariances.cols + v * step]!;
    return sum;
  };
  const order = Array.from({ length: k }, (_, j) => j).sort(
    (a, b) => total(a) - total(b) || means.data[a * d]! - means.data[b * d]!,
  );
  const rows = (a: Matrix): Matrix => {
    const out = matrix(a.rows, a.cols);
    order.forEach((from, to) => out.data.set(a.data.subarray(from * a.cols, (from + 1) * a.cols), to * a.cols));
    return out;
  };
  const moves = matrix(k, k);
  order.forEach((i, a) => order.forEach((j, b) => (moves.data[a * k + b] = transition.data[i * k + j]!)));
  const pick = (a: Float64Array): Float64Array => Float64Array.from(order, (j) => a[j]!);
  const model = {
    covarianceKind,
    initial: pick(initial),
    transition: moves,
    means: rows(means),
    covariances: rows(covariances),
  };
  return { ...fit, model, occupancy: pick(fit.occupancy) };
}
