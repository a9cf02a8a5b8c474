import { exp, log, square } from '../elementary/index.js';
import { inversePositiveDefinite } from '../linear/cholesky.js';
import { matrix, type Matrix } from '../linear/matrix.js';
import { requireInteger } from '../parameters.js';
import { createRandom } from '../random/random.js';
import { toColumn, type Series } from '../series.js';
import { minimizeBfgs } from './bfgs.js';
import { fitHmm } from './fit-hmm.js';
import { hamiltonFilter, type HamiltonFilter } from './hamilton-filter.js';
import { expectedDurations } from './markov-chain.js';
import type { MarkovSwitchingModel } from './markov-switching.js';
import { centralGradient, hessianOfValue } from './numerical-derivatives.js';
import { isConstant, requireFinite } from './observations.js';
import {
  naturalModel,
  naturalVector,
  switchingModel,
  transformedVector,
  type SwitchingShape,
} from './switching-parameters.js';
import { unfitted, type Unfitted } from './unfitted.js';

/** Iterations after which the starts are compared. */
const SHORT_RUN = 20;

/** What to fit, and from where. */
export interface FitMarkovSwitchingOptions {
  /** Number of regimes, at least 2. */
  readonly regimes: number;
  /** Autoregressive lags, at least 0. */
  readonly lags: number;
  /** Each regime has its own variance; default false. */
  readonly switchingVariance?: boolean;
  /** Each regime has its own autoregressive coefficients; default false. */
  readonly switchingAr?: boolean;
  /** Seed of the starts: equal seeds give equal fits. */
  readonly seed: number | string;
  /** Starts; default 8. */
  readonly restarts?: number;
}

/** A maximum likelihood estimate of a Markov-switching autoregression. */
export interface MarkovSwitchingFit {
  readonly fitted: true;
  /** Regimes in ascending order of their means. */
  readonly model: MarkovSwitchingModel;
  /**
   * From the inverse of the numerical Hessian, in the places of the parameters; the last column of the transitions,
   * which follows from the others, has the error of their sum. Null where the Hessian is not positive definite, or a
   * transition is so improbable that there is no room for a difference around it.
   */
  readonly standardErrors: MarkovSwitchingModel | null;
  /** Of the observations after the first `lags`, given those. */
  readonly logLikelihood: number;
  /** Expected observations in each regime once entered. */
  readonly expectedDurations: Float64Array;
  readonly converged: boolean;
  /** Log-likelihood that each start had reached when the best of them was chosen to be finished. */
  readonly starts: Float64Array;
}

/**
 * Fits a Markov-switching autoregression by maximum likelihood: BFGS from several seeded starts (a hidden Markov model
 * of the observations, and disturbances of it), each for 20 iterations, the best one finished. Invariant to offset and unit of the observations.
 * @returns {@link Unfitted} `too_short` with no more observations than free parameters, `constant` when y does not vary
 * @throws RangeError on a value that is not finite or an option out of range
 */
export function fitMarkovSwitching(y: Series, options: FitMarkovSwitchingOptions): MarkovSwitchingFit | Unfitted {
  const { regimes, lags, switchingVariance = false, switchingAr = false, seed, restarts = 8 } = options;
  requireInteger('fitMarkovSwitching', 'regimes', regimes, 2);
  requireInteger('fitMarkovSwitching', 'lags', lags, 0);
  requireInteger('fitMarkovSwitching', 'restarts', restarts, 1);
  const column = toColumn(y);
  requireFinite('fitMarkovSwitching', column);
  const n = column.length;
  const shape: SwitchingShape = {
    k: regimes,
    p: lags,
    variances: switchingVariance ? regimes : 1,
    arRows: switchingAr ? regimes : 1,
  };
  const free = regimes * regimes + shape.variances + shape.arRows * lags;
  if (n - lags <= free) return unfitted('too_short');
  let centre = 0;
  for (const value of column) centre += value / n;
  let variance = 0;
  for (const value of column) variance += square(value - centre) / n;
  if (isConstant(centre, variance)) return unfitted('constant');
  const unit = Math.sqrt(variance);
  const standard = column.map((value) => (value - centre) / unit);

  const filter = hamiltonFilter(standard, regimes, lags);
  const ends = startModels(standard, shape, seed, restarts).map((start) => maximise(filter, shape, start, SHORT_RUN));
  const ahead = ends.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
  const best = maximise(filter, shape, ahead.model, 300);
  const model = inOrder(best.model);
  const scaled = (each: MarkovSwitchingModel, offset: number): MarkovSwitchingModel => ({
    ...each,
    means: each.means.map((mean) => offset + unit * mean),
    variances: each.variances.map((value) => unit * unit * value),
  });
  const errors = standardErrors(filter, shape, model);
  const jacobian = (n - lags) * log(unit);
  return {
    fitted: true,
    model: scaled(model, centre),
    standardErrors: errors && scaled(errors, 0),
    logLikelihood: best.logLikelihood - jacobian,
    expectedDurations: expectedDurations(model.transition),
    converged: best.converged,
    starts: Float64Array.from(ends, (end) => end.logLikelihood - jacobian),
  };
}

interface End {
  readonly model: MarkovSwitchingModel;
  readonly logLikelihood: number;
  readonly converged: boolean;
}

function maximise(
  filter: HamiltonFilter,
  shape: SwitchingShape,
  start: MarkovSwitchingModel,
  maxIterations: number,
): End {
  const value = (x: Float64Array): number => -filter.run(switchingModel(x, shape));
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    centralGradient(value, x, gradient);
    return value(x);
  };
  const end = minimizeBfgs(objective, transformedVector(start, shape), { maxIterations, gradientTolerance: 1e-5 });
  return { model: switchingModel(end.x, shape), logLikelihood: -end.value, converged: end.converged };
}

/** A hidden Markov model of the observations without autoregression, then disturbances of it. */
function startModels(
  y: Float64Array,
  { k, p, variances, arRows }: SwitchingShape,
  seed: number | string,
  restarts: number,
): MarkovSwitchingModel[] {
  const random = createRandom(seed).fork('markov switching');
  const hmm = fitHmm(matrix(y.length, 1, y), { states: k, seed, maxIterations: 50, varianceFloor: 0.05 });
  const quantile = Float64Array.from(y).sort();
  const means = hmm.fitted
    ? hmm.model.means.data
    : Float64Array.from({ length: k }, (_, s) => quantile[Math.floor(((s + 0.5) / k) * y.length)]!);
  return Array.from({ length: restarts }, (_, attempt) => {
    const stay = attempt === 0 ? 0.85 : random.uniform(0.5, 0.97);
    const jitter = (size: number): number => (attempt === 0 ? 0 : random.normal(0, size));
    const transition = matrix(k, k);
    for (let i = 0; i < k * k; i++) transition.data[i] = i % (k + 1) === 0 ? stay : (1 - stay) / (k - 1);
    return {
      transition,
      means: means.map((mean) => mean + jitter(0.5)),
      variances: Float64Array.from({ length: variances }, (_, s) =>
        hmm.fitted && variances === k && attempt === 0
          ? Math.max(0.05, hmm.model.covariances.data[s]!)
          : 0.5 * exp(jitter(0.5)),
      ),
      ar: matrix(
        arRows,
        p,
        Float64Array.from({ length: arRows * p }, () => jitter(0.15)),
      ),
    };
  });
}

/** The model with its regimes in ascending order of their means. */
function inOrder(model: MarkovSwitchingModel): MarkovSwitchingModel {
  const { transition, means, variances, ar } = model;
  const k = means.length;
  const order = Array.from({ length: k }, (_, s) => s).sort((a, b) => means[a]! - means[b]!);
  const moves = matrix(k, k);
  order.forEach((i, a) => order.forEach((j, b) => (moves.data[a * k + b] = transition.data[i * k + j]!)));
  const pick = (values: Float64Array): Float64Array =>
    values.length === k ? Float64Array.from(order, (s) => values[s]!) : values;
  const coefficients = matrix(ar.rows, ar.cols, Float64Array.from(ar.data));
  if (ar.rows === k) {
    order.forEach((from, to) =>
      coefficients.data.set(ar.data.subarray(from * ar.cols, (from + 1) * ar.cols), to * ar.cols),
    );
  }
  return { transition: moves, means: pick(means), variances: pick(variances), ar: coefficients };
}

function standardErrors(
  filter: HamiltonFilter,
  shape: SwitchingShape,
  model: MarkovSwitchingModel,
): MarkovSwitchingModel | null {
  const { k } = shape;
  const at = naturalVector(model, shape);
  const information = hessianOfValue((x) => {
    const near = naturalModel(x, shape);
    return near.transition.data.some((p) => p < 0) ? Number.NaN : -filter.run(near);
  }, at);
  if (information.data.some((value) => !Number.isFinite(value))) return null;
  const covariance = inversePositiveDefinite(information);
  if (covariance === null) return null;
  const errors = naturalModel(rootDiagonal(covariance), shape);
  const transition = matrix(k, k);
  for (let i = 0; i < k; i++) {
    let last = 0;
    for (let a = 0; a < k - 1; a++) {
      const row = i * (k - 1) + a;
      transition.data[i * k + a] = Math.sqrt(covariance.data[row * covariance.cols + row]!);
      for (let b = 0; b < k - 1; b++) last += covariance.data[row * covariance.cols + i * (k - 1) + b]!;
    }
    transition.data[i * k + k - 1] = Math.sqrt(Math.max(0, last));
  }
  return { ...errors, transition };
}

function rootDiagonal(a: Matrix): Float64Array {
  return Float64Array.from({ length: a.rows }, (_, i) => Math.sqrt(a.data[i * a.cols + i]!));
}
