import { log, square } from '../elementary/index.js';
import { requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { requireFinite } from './observations.js';

/**
 * GARCH(1,1) of Bollerslev (1986): r = mu + e, σ²[t] = omega + alpha·e²[t−1] + beta·σ²[t−1]. Units: mu that of the
 * returns, omega their square.
 */
export interface GarchParameters {
  readonly mu: number;
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
}

/**
 * What stands for e² and σ² before the first return; it moves the estimates by about 1 %.
 * - `mean_square`: the mean of e² over all returns, with the mu at hand (Fiorentini, Calzolari and Panattoni 1996).
 * - `backcast`: Σ wᵢ·d²ᵢ over the first 75 squared deviations d from the sample mean (from 0 without a mean), weights
 *   .94^i scaled to sum to 1: what the Python library arch does.
 */
export type GarchPresample = 'mean_square' | 'backcast';

/** Whether mu is estimated or 0. */
export type GarchMean = 'constant' | 'zero';

const DECAY = 0.94;
const BACKCAST_LENGTH = 75;

/** The presample value that does not depend on the parameters: the backcast; 0 without returns. */
export function garchBackcast(returns: Float64Array, mean: GarchMean): number {
  let centre = 0;
  if (mean === 'constant') for (const r of returns) centre += r / returns.length;
  let weight = 1;
  let weights = 0;
  let sum = 0;
  for (let i = 0; i < Math.min(BACKCAST_LENGTH, returns.length); i++) {
    sum += weight * square(returns[i]! - centre);
    weights += weight;
    weight *= DECAY;
  }
  return weights === 0 ? 0 : sum / weights;
}

/** Mean of e², and its derivative by mu. */
export function meanSquare(returns: Float64Array, mu: number): { value: number; byMu: number } {
  let value = 0;
  let byMu = 0;
  for (const r of returns) {
    value += ((r - mu) * (r - mu)) / returns.length;
    byMu -= (2 * (r - mu)) / returns.length;
  }
  return { value, byMu };
}

/** Conditional variances and what they say. */
export interface GarchPath {
  /** σ² of each return, known one return before it. */
  readonly variances: Float64Array;
  /** σ² of the return after the last. */
  readonly next: number;
  readonly logLikelihood: number;
}

/**
 * Runs the recursion at given parameters. `variances[t]` depends on returns before t and on the presample value.
 * @param options `mean` decides only what a backcast is taken around; default constant
 * @throws RangeError on omega ≤ 0, a negative alpha or beta, or a return that is not finite
 */
export function garchPath(
  returns: Series,
  parameters: GarchParameters,
  options: { readonly presample: GarchPresample; readonly mean?: GarchMean },
): GarchPath {
  const r = toColumn(returns);
  requireFinite('garchPath', r);
  const { mu, omega, alpha, beta } = parameters;
  requireNumber('garchPath', 'mu', mu);
  requireNumber('garchPath', 'omega', omega, Number.MIN_VALUE);
  requireNumber('garchPath', 'alpha', alpha, 0);
  requireNumber('garchPath', 'beta', beta, 0);
  const presample =
    options.presample === 'backcast'
      ? garchBackcast(r, options.mean ?? 'constant')
      : r.length === 0
        ? 0
        : meanSquare(r, mu).value;
  const variances = new Float64Array(r.length);
  let next = omega + (alpha + beta) * presample;
  let logLikelihood = -0.5 * r.length * log(2 * Math.PI);
  for (let t = 0; t < r.length; t++) {
    const e = r[t]! - mu;
    variances[t] = next;
    logLikelihood -= 0.5 * (log(next) + (e * e) / next);
    next = omega + alpha * e * e + beta * next;
  }
  return { variances, next, logLikelihood };
}
