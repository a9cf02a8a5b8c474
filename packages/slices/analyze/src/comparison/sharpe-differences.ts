import { bootstrapMeans } from '@bot-v2/quant/overfitting';
import { beyondRounding, quantile, sampleMoments } from '@bot-v2/quant/statistics';

/** How far a series lies behind another, by annualised Sharpe ratio. */
export interface Difference {
  readonly sharpe: number;
  readonly low: number;
  readonly high: number;
}

const block = 20;
const draws = 2_000;

/** How the intervals are made, in words. */
export const differenceText =
  `95 % for all pairs at once: stationary bootstrap of the same bars for all (mean block ${block}, ` +
  `${draws.toLocaleString('en-US')} draws), largest standardised difference`;

/**
 * Sharpe ratio of series `best` less that of every other, with intervals that hold for all pairs at once at 95 %: the same
 * rows are resampled for all series, and the critical value is that of the largest standardised difference of any pair.
 * So a pair may be looked at because its members came out on top (Romano and Wolf 2005, one step).
 * @param returns per bar, of equal lengths, each with variation
 * @param periods bars a year
 * @param riskFree per bar
 * @returns one a series, in order; zeros for `best` itself
 */
export function sharpeDifferences(
  returns: readonly Float64Array[],
  best: number,
  { periods, riskFree, seed }: { readonly periods: number; readonly riskFree: number; readonly seed: number },
): readonly Difference[] {
  const count = returns.length;
  const n = returns[0]!.length;
  const moments = returns.map((series) => sampleMoments(series));
  const standard = returns.map((series, j) => series.map((r) => (r - moments[j]!.mean) / Math.sqrt(moments[j]!.m2)));
  const means = bootstrapMeans([...standard, ...standard.map((z) => z.map((value) => value * value))], {
    ...{ block, draws, seed },
  });
  const scale = Math.sqrt(periods * (1 - 1 / n));
  const excess = moments.map(({ mean, m2 }) => (mean - riskFree) / Math.sqrt(m2));
  const own = excess.map((value) => value * scale);
  const drawn = new Float64Array(draws * count);
  for (let d = 0; d < draws; d++) {
    for (let j = 0; j < count; j++) {
      const first = means[d * 2 * count + j]!;
      const second = means[d * 2 * count + count + j]!;
      const deviation = Math.sqrt(beyondRounding(second - first * first, n, 1));
      drawn[d * count + j] = deviation > 0 ? ((excess[j]! + first) / deviation) * scale : NaN;
    }
  }
  const errors = pairErrors(drawn, own);
  const critical = criticalValue(drawn, own, errors);
  return own.map((value, j) => {
    const sharpe = own[best]! - value;
    const half = critical * errors[best * count + j]!;
    return { sharpe, low: sharpe - half, high: sharpe + half };
  });
}

/** Standard error of the difference of every pair over the draws on which both are defined; 0 where they never differ. */
function pairErrors(drawn: Float64Array, own: readonly number[]): Float64Array {
  const count = own.length;
  const errors = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0;
      let defined = 0;
      for (let d = 0; d < drawn.length; d += count) {
        const deviation = drawn[d + i]! - drawn[d + j]! - (own[i]! - own[j]!);
        if (Number.isNaN(deviation)) continue;
        square += deviation * deviation;
        defined++;
      }
      const error = defined === 0 ? 0 : Math.sqrt(square / defined);
      errors[i * count + j] = errors[j * count + i] = error > 1e-9 ? error : 0;
    }
  }
  return errors;
}

function criticalValue(drawn: Float64Array, own: readonly number[], errors: Float64Array): number {
  const count = own.length;
  const largest = new Float64Array(drawn.length / count);
  for (let d = 0; d < largest.length; d++) {
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const error = errors[i * count + j]!;
        const deviation = Math.abs(drawn[d * count + i]! - drawn[d * count + j]! - (own[i]! - own[j]!)) / error;
        if (error > 0 && deviation > largest[d]!) largest[d] = deviation;
      }
    }
  }
  return quantile(largest, 0.95)!;
}
