import { log } from '../elementary/index.js';
import { garchBackcast, meanSquare, type GarchMean, type GarchPresample } from './garch.js';

/** Log-likelihood of GARCH(1,1) and its derivatives by (mu, omega, alpha, beta), without allocation per call. */
export interface GarchScore {
  /** The log-likelihood at `theta`; writes its gradient, length 4, and adds the outer products of the scores to `outer`. */
  evaluate(theta: Float64Array, gradient: Float64Array, outer?: Float64Array): number;
  /** After `evaluate`: σ² of the return after the last, and its derivatives by the parameters. */
  readonly next: { value: number; readonly gradient: Float64Array };
}

/** Prepares the evaluation on returns; the derivatives of the variances follow the recursion of the variances. */
export function garchScore(returns: Float64Array, presample: GarchPresample, mean: GarchMean): GarchScore {
  const fixed = presample === 'backcast' ? { value: garchBackcast(returns, mean), byMu: 0 } : undefined;
  const n = returns.length;
  const next = { value: 0, gradient: new Float64Array(4) };
  const evaluate = (theta: Float64Array, gradient: Float64Array, outer?: Float64Array): number => {
    const mu = theta[0]!;
    const omega = theta[1]!;
    const alpha = theta[2]!;
    const beta = theta[3]!;
    const { value: before, byMu } = fixed ?? meanSquare(returns, mu);
    let s = omega + (alpha + beta) * before;
    let sMu = (alpha + beta) * byMu;
    let sOmega = 1;
    let sAlpha = before;
    let sBeta = before;
    let gMu = 0;
    let gOmega = 0;
    let gAlpha = 0;
    let gBeta = 0;
    let total = 0;
    let product = 1;
    for (let t = 0; t < n; t++) {
      const e = returns[t]! - mu;
      const square = e * e;
      const inverse = 1 / s;
      const standard = square * inverse;
      const weight = 0.5 * (standard - 1) * inverse;
      total -= 0.5 * standard;
      product *= s;
      if (product < 1e-100 || product > 1e100) {
        total -= 0.5 * log(product);
        product = 1;
      }
      const scoreMu = weight * sMu + e * inverse;
      gMu += scoreMu;
      gOmega += weight * sOmega;
      gAlpha += weight * sAlpha;
      gBeta += weight * sBeta;
      if (outer !== undefined) addOuter(outer, scoreMu, weight * sOmega, weight * sAlpha, weight * sBeta);
      sMu = beta * sMu - 2 * alpha * e;
      sOmega = 1 + beta * sOmega;
      sAlpha = square + beta * sAlpha;
      sBeta = s + beta * sBeta;
      s = omega + alpha * square + beta * s;
    }
    gradient[0] = mean === 'zero' ? 0 : gMu;
    gradient[1] = gOmega;
    gradient[2] = gAlpha;
    gradient[3] = gBeta;
    next.value = s;
    next.gradient.set([sMu, sOmega, sAlpha, sBeta]);
    return total - 0.5 * (log(product) + n * log(2 * Math.PI));
  };
  return { evaluate, next };
}

function addOuter(outer: Float64Array, ...score: readonly number[]): void {
  for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) outer[i * 4 + j]! += score[i]! * score[j]!;
}
