import { expm1, log1p, square } from '../elementary/index.js';
import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defined, mean } from './mean.statistic.js';

/** How alpha is annualised. */
export interface AlphaOptions {
  /** Bars in a year; default 252. */
  readonly periods?: number;
  /** Risk-free return per bar, as a fraction; default 0. */
  readonly riskFree?: number;
}

/** Regression of returns on a benchmark's. */
export interface AlphaBeta {
  /** Compounded a year, (1 + alpha per bar)^periods − 1, as a fraction. */
  readonly alpha: number;
  readonly beta: number;
}

/**
 * Slope of the regression of returns on the benchmark's returns, bar by bar.
 * @returns null for fewer than two bars or a benchmark that does not vary
 * @throws RangeError on unequal lengths
 */
export function beta(r: Series, benchmark: Series): number | null {
  requireEqualLengths('beta', r, benchmark);
  const y = toColumn(r);
  const x = toColumn(benchmark);
  const meanY = mean(y);
  const meanX = mean(x);
  if (meanY === null || meanX === null || x.length < 2) return null;
  let cross = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    const d = x[i]! - meanX;
    cross += d * (y[i]! - meanY);
    squares += d * d;
  }
  return squares / x.length < 1e-30 ? null : defined(cross / squares);
}

/** Alpha and beta together; null where {@link beta} is. */
export function alphaBeta(r: Series, benchmark: Series, options: AlphaOptions = {}): AlphaBeta | null {
  const { periods = 252, riskFree = 0 } = options;
  const slope = beta(r, benchmark);
  const own = mean(r);
  const market = mean(benchmark);
  if (slope === null || own === null || market === null) return null;
  const perBar = own - riskFree - slope * (market - riskFree);
  const yearly = defined(expm1(periods * log1p(perBar)));
  return yearly === null ? null : { alpha: yearly, beta: slope };
}

/** Alpha compounded a year; null where {@link beta} is. */
export function alpha(r: Series, benchmark: Series, options: AlphaOptions = {}): number | null {
  return alphaBeta(r, benchmark, options)?.alpha ?? null;
}

/**
 * Information ratio per bar: mean over standard deviation (ddof 1) of the returns in excess of the benchmark's.
 * @returns null for fewer than two bars or when the difference does not vary
 * @throws RangeError on unequal lengths
 */
export function informationRatio(r: Series, benchmark: Series): number | null {
  requireEqualLengths('informationRatio', r, benchmark);
  const active = Float64Array.from(toColumn(r), (value, i) => value - benchmark[i]!);
  const average = mean(active);
  if (average === null || active.length < 2) return null;
  let squares = 0;
  for (const value of active) squares += square(value - average);
  const deviation = Math.sqrt(squares / (active.length - 1));
  return deviation < 1e-12 ? null : defined(average / deviation);
}
