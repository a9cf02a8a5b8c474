import { square } from '../elementary/index.js';
import { requireInteger, requireNumber } from '../parameters.js';
import { defined } from './mean.statistic.js';
import { normalCdf, normalQuantile } from './normal.statistic.js';

/** Euler-Mascheroni constant. */
const EULER = 0.5772156649015329;

/** What the estimation error of a Sharpe ratio depends on. */
export interface SharpeMoments {
  /** Per-bar ratio, not annualised. */
  readonly sharpe: number;
  /** Biased skewness of the returns. */
  readonly skewness: number;
  /** Biased, non-excess kurtosis (normal: 3). */
  readonly kurtosis: number;
}

/** A Sharpe ratio observed on `n` returns. */
export interface ObservedSharpe extends SharpeMoments {
  readonly n: number;
}

/**
 * Standard error of a per-bar Sharpe ratio, √((1 − γ₃·SR + (γ₄ − 1)/4·SR²)/(n − 1)); null for n < 2 or where the bracket
 * is not positive. Mertens (2002); Bailey and López de Prado (2012).
 */
export function sharpeStandardError(sharpe: number, n: number, skewness: number, kurtosis: number): number | null {
  const bracket = spread({ sharpe, skewness, kurtosis });
  return n < 2 || bracket === null ? null : Math.sqrt(bracket / (n - 1));
}

/**
 * Probabilistic Sharpe ratio: probability that the true per-bar ratio exceeds `benchmark` (per bar, default 0).
 * Null where the standard error is. Bailey and López de Prado (2012).
 */
export function probabilisticSharpe(observed: ObservedSharpe & { readonly benchmark?: number }): number | null {
  const { sharpe, n, skewness, kurtosis, benchmark = 0 } = observed;
  const error = sharpeStandardError(sharpe, n, skewness, kurtosis);
  return error === null ? null : defined(normalCdf((sharpe - benchmark) / error));
}

/**
 * Expected maximum of the per-bar Sharpe ratios of `trials` skill-less trials whose ratios have the given variance:
 * √V·((1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))); 0 for one trial. Bailey and López de Prado (2014).
 * @throws RangeError when trials is not an integer ≥ 1 or the variance is negative
 */
export function expectedMaximumSharpe(trials: number, variance: number): number {
  requireInteger('expectedMaximumSharpe', 'trials', trials, 1);
  requireNumber('expectedMaximumSharpe', 'variance', variance, 0);
  if (trials === 1) return 0;
  const upper = -normalQuantile(1 / trials);
  const further = -normalQuantile(1 / (trials * Math.E));
  return Math.sqrt(variance) * ((1 - EULER) * upper + EULER * further);
}

/**
 * Deflated Sharpe ratio: {@link probabilisticSharpe} against {@link expectedMaximumSharpe} of the trials made.
 * @throws RangeError when trials is not an integer ≥ 1 or the variance is negative
 */
export function deflatedSharpe(
  observed: ObservedSharpe & { readonly trials: number; readonly variance: number },
): number | null {
  const { sharpe, n, skewness, kurtosis, trials, variance } = observed;
  return probabilisticSharpe({ sharpe, n, skewness, kurtosis, benchmark: expectedMaximumSharpe(trials, variance) });
}

/**
 * Minimum track record length in bars for the ratio to exceed `benchmark` (per bar, default 0) at `confidence`
 * (default 0.95): 1 + (1 − γ₃·SR + (γ₄ − 1)/4·SR²)·(z/(SR − benchmark))². Null when it never does.
 * @throws RangeError unless 0 < confidence < 1
 */
export function minimumTrackRecordLength(
  observed: SharpeMoments & { readonly benchmark?: number; readonly confidence?: number },
): number | null {
  const { sharpe, benchmark = 0, confidence = 0.95 } = observed;
  const z = normalQuantile(confidence);
  const bracket = spread(observed);
  if (bracket === null || !(sharpe > benchmark)) return null;
  return defined(1 + bracket * square(z / (sharpe - benchmark)));
}

function spread({ sharpe, skewness, kurtosis }: SharpeMoments): number | null {
  const value = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
  return value > 0 && Number.isFinite(value) ? value : null;
}
