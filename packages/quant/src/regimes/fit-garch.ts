import { exp, log, square } from '../elementary/index.js';
import { inversePositiveDefinite } from '../linear/cholesky.js';
import { matrix, type Matrix } from '../linear/matrix.js';
import { multiply } from '../linear/product.js';
import { toColumn, type Series } from '../series.js';
import { minimizeBfgs } from './bfgs.js';
import { garchScore, type GarchScore } from './garch-score.js';
import type { GarchMean, GarchParameters, GarchPresample } from './garch.js';
import { hessianOfGradient } from './numerical-derivatives.js';
import { isConstant, requireFinite } from './observations.js';
import { unfitted, type Unfitted } from './unfitted.js';

/** Conventions of a GARCH fit. */
export interface FitGarchOptions {
  /** Default `backcast`. */
  readonly presample?: GarchPresample;
  /** Default `constant`. */
  readonly mean?: GarchMean;
  /** A further start, such as the estimate on a part of the returns. */
  readonly start?: GarchParameters;
}

/** A maximum likelihood estimate of GARCH(1,1). */
export interface GarchFit {
  readonly fitted: true;
  readonly parameters: GarchParameters;
  readonly presample: GarchPresample;
  readonly mean: GarchMean;
  readonly logLikelihood: number;
  /** alpha + beta: below 1 shocks to the variance die out. */
  readonly persistence: number;
  /** omega ÷ (1 − persistence); null when the persistence is within 1e-6 of 1 and there is none. */
  readonly unconditionalVariance: number | null;
  /** Root of the diagonal of the inverse Hessian; null where it is not positive definite, as at a bound. */
  readonly standardErrors: GarchParameters | null;
  /** Of Bollerslev and Wooldridge (1992), for returns that are not normal; null as above. */
  readonly robustStandardErrors: GarchParameters | null;
  /** σ² of the return after the last. */
  readonly nextVariance: number;
  /** Standard error of `nextVariance` from that of the parameters (robust, delta method); null as above. */
  readonly nextVarianceError: number | null;
  /** Of the search that found it. */
  readonly iterations: number;
  readonly converged: boolean;
}

/** What starts are made of: alpha, and alpha + beta. */
const SHOCKS = [0.03, 0.1, 0.3, 0.9];
const PERSISTENCES = [0.5, 0.8, 0.9, 0.95, 0.98];

/** Returns below which nothing is estimated. */
const LEAST_RETURNS = 50;

/**
 * Fits GARCH(1,1) with normal innovations by maximum likelihood: BFGS with exact gradients from several points of a grid,
 * under omega > 0, alpha ≥ 0, beta ≥ 0, alpha + beta < 1. Invariant to the unit of the returns.
 * @returns {@link Unfitted} `too_short` below 50 returns, `constant` when they do not vary
 * @throws RangeError on a return that is not finite
 */
export function fitGarch(returns: Series, options: FitGarchOptions = {}): GarchFit | Unfitted {
  const { presample = 'backcast', mean = 'constant', start } = options;
  const r = toColumn(returns);
  requireFinite('fitGarch', r);
  if (r.length < LEAST_RETURNS) return unfitted('too_short');
  let centre = 0;
  for (const x of r) centre += x / r.length;
  let variance = 0;
  for (const x of r) variance += square(x - centre) / r.length;
  if (isConstant(centre, variance)) return unfitted('constant');
  const unit = Math.sqrt(variance);
  const score = garchScore(
    r.map((x) => x / unit),
    presample,
    mean,
  );
  const mu = mean === 'zero' ? 0 : centre / unit;
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    const theta = natural(x);
    const value = -score.evaluate(theta, gradient);
    const [, gOmega, gAlpha, gBeta] = gradient as unknown as [number, number, number, number];
    const [, omega, alpha, beta] = theta as unknown as [number, number, number, number];
    const common = alpha * gAlpha + beta * gBeta;
    gradient[0]! *= -1;
    gradient[1] = -omega * gOmega;
    gradient[2] = -alpha * (gAlpha - common);
    gradient[3] = -beta * (gBeta - common);
    return value;
  };
  const ends = startsOf(objective, mu, start, unit).map((from) =>
    minimizeBfgs(objective, from, { gradientTolerance: 1e-7 * r.length }),
  );
  const best = ends.reduce((a, b) => (b.value < a.value ? b : a));
  const theta = natural(best.x);
  const [, , alpha, beta] = theta as unknown as [number, number, number, number];
  const persistence = alpha + beta;
  const { hessian, robust } = covariances(score, theta, mean === 'zero');
  score.evaluate(theta, new Float64Array(4));
  const parameters = inUnits(theta, unit);
  const next = score.next.value * unit * unit;
  return {
    fitted: true,
    parameters,
    presample,
    mean,
    logLikelihood: -best.value - r.length * log(unit),
    persistence,
    unconditionalVariance: persistence < 1 - 1e-6 ? parameters.omega / (1 - persistence) : null,
    standardErrors: hessian && inUnits(rootDiagonal(hessian), unit),
    robustStandardErrors: robust && inUnits(rootDiagonal(robust), unit),
    nextVariance: next,
    nextVarianceError: robust && unit * unit * Math.sqrt(quadratic(robust, score.next.gradient)),
    iterations: best.iterations,
    converged: best.converged,
  };
}

/** (mu, log omega, log of alpha and of beta over 1 − alpha − beta) to (mu, omega, alpha, beta). */
function natural(x: Float64Array): Float64Array {
  const shift = Math.max(0, x[2]!, x[3]!);
  const alpha = exp(x[2]! - shift);
  const beta = exp(x[3]! - shift);
  const total = exp(-shift) + alpha + beta;
  return Float64Array.of(x[0]!, exp(x[1]!), alpha / total, beta / total);
}

function transformed(mu: number, omega: number, alpha: number, beta: number): Float64Array {
  const rest = Math.max(1e-8, 1 - alpha - beta);
  const logRatio = (share: number): number => log(Math.max(1e-8, share) / rest);
  return Float64Array.of(mu, log(omega), logRatio(alpha), logRatio(beta));
}

/**
 * Where to begin: the start given, and for each size of shocks the best persistence at the sample variance. The likelihood
 * of returns with a crash among them has several maxima: a shock that all of the variance answers to, and a level that
 * hardly moves.
 */
function startsOf(
  objective: (x: Float64Array, gradient: Float64Array) => number,
  mu: number,
  given: GarchParameters | undefined,
  unit: number,
): Float64Array[] {
  const gradient = new Float64Array(4);
  const starts = SHOCKS.map((alpha) => {
    let [best, least] = [transformed(mu, 1, alpha, 0), Infinity];
    for (const persistence of PERSISTENCES) {
      const point = transformed(mu, 1 - persistence, alpha, Math.max(0, persistence - alpha));
      const value = objective(point, gradient);
      if (value < least) [best, least] = [point, value];
    }
    return best;
  });
  if (given === undefined) return starts;
  return [transformed(given.mu / unit, given.omega / (unit * unit), given.alpha, given.beta), ...starts];
}

/** Covariance matrices of the estimates; mu is left out (zeros) where it is not estimated. */
function covariances(
  score: GarchScore,
  theta: Float64Array,
  withoutMean: boolean,
): { hessian: Matrix | null; robust: Matrix | null } {
  const information = hessianOfGradient((x, g) => void score.evaluate(x, g), theta);
  for (let i = 0; i < 16; i++) information.data[i]! *= -1;
  if (withoutMean) {
    for (let i = 0; i < 4; i++) information.data[i] = information.data[4 * i] = 0;
    information.data[0] = 1;
  }
  const inverse = inversePositiveDefinite(information);
  if (inverse === null) return { hessian: null, robust: null };
  const outer = matrix(4, 4);
  score.evaluate(theta, new Float64Array(4), outer.data);
  if (withoutMean) {
    for (let i = 0; i < 4; i++) outer.data[i] = outer.data[4 * i] = 0;
    inverse.data[0] = 0;
  }
  return { hessian: inverse, robust: multiply(multiply(inverse, outer), inverse) };
}

function rootDiagonal(a: Matrix): Float64Array {
  return Float64Array.from({ length: a.rows }, (_, i) => Math.sqrt(Math.max(0, a.data[i * a.cols + i]!)));
}

function quadratic(a: Matrix, v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < a.cols; j++) sum += v[i]! * a.data[i * a.cols + j]! * v[j]!;
  return Math.max(0, sum);
}

/** Parameters or their errors, from returns measured in `unit`. */
function inUnits(theta: Float64Array, unit: number): GarchParameters {
  return { mu: theta[0]! * unit, omega: theta[1]! * unit * unit, alpha: theta[2]!, beta: theta[3]! };
}
