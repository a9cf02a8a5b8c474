/** Kelly's criterion for returns that come bar by bar. */
export interface ContinuousKelly {
  /** Position with the greatest growth, as a multiple of equity; may be negative. */
  readonly fraction: number;
  /** (mean − riskFree) ÷ deviation. */
  readonly sharpe: number;
  /** Growth a year at that position: riskFree + sharpe² ÷ 2. */
  readonly growth: number;
}

/**
 * Kelly's criterion for normal returns, (mean − riskFree) ÷ deviation² (R. C. Merton 1969; E. O. Thorp 1997).
 * @param mean arithmetic, a year; a fraction
 * @param deviation standard deviation, a year; positive
 * @param riskFree a year
 * @throws RangeError on a deviation that is not positive
 */
export function continuousKelly(mean: number, deviation: number, riskFree: number): ContinuousKelly {
  if (!(deviation > 0)) throw new RangeError(`continuousKelly: the deviation must be positive, got ${deviation}`);
  const sharpe = (mean - riskFree) / deviation;
  return { fraction: sharpe / deviation, sharpe, growth: riskFree + (sharpe * sharpe) / 2 };
}

/**
 * A mean shrunk towards 0 by t² ÷ (1 + t²), t = mean ÷ standard error: the factor with the least mean squared error.
 * A mean of one standard error is halved.
 * @param t t statistic of the mean
 * @see J. R. Thompson, Some shrinkage techniques for estimating the mean, JASA 63 (1968)
 */
export function shrinkMean(mean: number, t: number): number {
  return Number.isFinite(t) ? (mean * t * t) / (1 + t * t) : mean;
}
