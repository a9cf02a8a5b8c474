import type { Matrix } from '../linear/matrix.js';
import { requireInteger, requireNumber } from '../parameters.js';
import { requireTransitions } from './markov-chain.js';
import { requireFinite } from './observations.js';

/**
 * Markov-switching autoregression of Hamilton (1989): y − mean(S) = Σ ar[j]·(y[t−j] − mean(S[t−j])) + e, where e is
 * normal with variance(S), and S follows a Markov chain of k regimes.
 */
export interface MarkovSwitchingModel {
  /** k × k, from row to column. */
  readonly transition: Matrix;
  /** Length k. */
  readonly means: Float64Array;
  /** Length k, or 1 when all regimes share it. */
  readonly variances: Float64Array;
  /** Autoregressive coefficients of lags 1 … p: k × p, or 1 × p when all regimes share them; p may be 0. */
  readonly ar: Matrix;
}

/** Probabilities of the regimes and the likelihood. Row i belongs to observation i + p: the first p are conditioned on. */
export interface RegimeProbabilities {
  /** P(regime at t | observations to t), (n − p) × k. */
  readonly filtered: Matrix;
  /** P(regime at t | all observations), (n − p) × k; never for a decision at t. */
  readonly smoothed: Matrix;
  readonly logLikelihood: number;
}

/**
 * Checks a model and the observations it is to be used on.
 * @throws RangeError on sizes that do not fit, or values out of range
 */
export function requireMarkovSwitching(where: string, model: MarkovSwitchingModel, y: Float64Array): void {
  const { transition, means, variances, ar } = model;
  const k = requireTransitions(where, transition);
  const shared = (length: number): boolean => length === k || length === 1;
  if (means.length !== k || !shared(variances.length) || !shared(ar.rows)) {
    throw new RangeError(`${where}: means, variances or ar are not of ${k} regimes`);
  }
  requireFinite(where, means);
  requireFinite(where, ar.data);
  for (const variance of variances) requireNumber(where, 'variance', variance, Number.MIN_VALUE);
  requireFinite(where, y);
  requireInteger(where, `observations with ${ar.cols} lags`, y.length, ar.cols + 1);
}
