import { dot, multiplyVector, type Matrix } from '../linear/index.js';
import type { Series } from '../series.js';

/** Return, volatility and their ratio, in the unit of the inputs. */
export interface PortfolioFigures {
  readonly expectedReturn: number;
  readonly volatility: number;
  /** (return − riskFree) ÷ volatility; null without volatility. */
  readonly sharpe: number | null;
}

/**
 * What means and a covariance say of weights.
 * @throws RangeError when the sizes differ
 */
export function portfolioFigures(weights: Series, means: Series, cov: Matrix, riskFree = 0): PortfolioFigures {
  const expectedReturn = dot(weights, means);
  const volatility = Math.sqrt(Math.max(0, dot(weights, multiplyVector(cov, weights))));
  return { expectedReturn, volatility, sharpe: volatility > 0 ? (expectedReturn - riskFree) / volatility : null };
}

/**
 * Share of the variance that comes from each asset, wᵢ(Σw)ᵢ ÷ wᵀΣw: sums to 1.
 * @returns null when the portfolio has no variance
 */
export function riskContributions(weights: Series, cov: Matrix): Float64Array | null {
  const marginal = multiplyVector(cov, weights);
  const variance = dot(weights, marginal);
  return variance > 0 ? marginal.map((m, i) => (m * weights[i]!) / variance) : null;
}
