import * as statistics from '@bot-v2/quant/statistics';
import type { Drawdown } from '@bot-v2/quant/statistics';
import type { Figures } from '@bot-v2/sdk';

/** The part of the figures that per-bar returns say. */
export type CurveFigures = Pick<
  Figures,
  | 'bestBar'
  | 'worstBar'
  | 'positiveBars'
  | 'skewness'
  | 'kurtosis'
  | 'downsideDeviation'
  | 'valueAtRisk'
  | 'conditionalValueAtRisk'
  | 'omega'
  | 'tailRatio'
  | 'stability'
>;

/** Figures of per-bar returns; empty returns (of an account that was ever not solvent) leave all of them null. */
export function curveFigures(returns: Float64Array, periods: number, riskFree: number): CurveFigures {
  const none = returns.length === 0;
  return {
    bestBar: none ? null : returns.reduce((a, b) => Math.max(a, b)),
    worstBar: none ? null : returns.reduce((a, b) => Math.min(a, b)),
    positiveBars: none ? null : returns.reduce((count, r) => (r > 0 ? count + 1 : count), 0) / returns.length,
    skewness: statistics.skewness(returns),
    kurtosis: statistics.kurtosis(returns),
    downsideDeviation: statistics.downsideDeviation(returns, { periods, target: riskFree }),
    valueAtRisk: statistics.valueAtRisk(returns),
    conditionalValueAtRisk: statistics.conditionalValueAtRisk(returns),
    omega: statistics.omega(returns),
    tailRatio: statistics.tailRatio(returns),
    stability: statistics.stability(returns),
  };
}

/** The part of the figures that compares returns with those of holding. */
export type RelativeFigures = Pick<
  Figures,
  'alpha' | 'beta' | 'correlation' | 'informationRatio' | 'upCapture' | 'downCapture'
>;

/** Figures against the returns of holding on the same bars; all null where the two do not meet bar by bar. */
export function relativeFigures(
  returns: Float64Array,
  held: Float64Array,
  periods: number,
  riskFree: number,
): RelativeFigures {
  const none = {
    alpha: null,
    beta: null,
    correlation: null,
    informationRatio: null,
    upCapture: null,
    downCapture: null,
  };
  if (returns.length < 20 || returns.length !== held.length) return none;
  const line = statistics.alphaBeta(returns, held, { periods, riskFree });
  const information = statistics.informationRatio(returns, held);
  return {
    alpha: line?.alpha ?? null,
    beta: line?.beta ?? null,
    correlation: statistics.pearson(returns, held),
    informationRatio: information === null ? null : information * Math.sqrt(periods),
    upCapture: statistics.upCapture(returns, held, periods),
    downCapture: statistics.downCapture(returns, held, periods),
  };
}

/** The part of the figures that falls from highs say, of all of them. */
export type FallFigures = Pick<Figures, 'averageDrawdown' | 'longestDrawdownBars' | 'ulcerIndex' | 'recoveryFactor'>;

/** Figures of all `falls` of a curve that begins with the capital. */
export function fallFigures(
  curve: Float64Array,
  falls: readonly (Drawdown & { readonly length: number })[],
  totalReturn: number,
): FallFigures {
  const deepest = falls[0]?.value ?? 0;
  return {
    averageDrawdown: statistics.mean(falls.map((fall) => fall.value)),
    longestDrawdownBars: falls.reduce((longest, fall) => Math.max(longest, fall.length), 0),
    ulcerIndex: statistics.ulcerIndex(curve),
    recoveryFactor: deepest === 0 ? null : totalReturn / -deepest,
  };
}
