import { cbrt } from '@bot-v2/quant/elementary';
import { bootstrapMeans } from '@bot-v2/quant/overfitting';
import { beyondRounding, mean, quantileSorted, standardDeviation } from '@bot-v2/quant/statistics';
import type { CommonReturns } from './common-returns.js';

/** Bounds of an interval. */
export type Interval = readonly [number, number];

const draws = 2_000;
const coverage = 0.95;
/** Longer series are folded: sums over neighbouring returns are resampled in their place. */
const longest = 20_000;
/** Pairs resampled in one go. */
const together = 64;

/** How the intervals are made, in words. */
export const intervalText = `95 %, stationary bootstrap of the common returns (mean block n^⅓, ${draws.toLocaleString('en-US')} draws)`;

/**
 * 95 % intervals of Pearson correlations by the stationary bootstrap: blocks of both series are drawn together, so that
 * fat tails and volatility that comes in clusters count, which Fisher's z takes for independent normal returns. The mean
 * block is the cube root of their number, the rate of Politis and White (2004).
 * Pairs of one length are drawn alike. Of more than 20,000 returns, groups of neighbours are drawn in their place.
 * @param pairs series that vary, of equal length within a pair, without NaN
 * @returns one a pair, in order; null where no resample varies
 */
export function pearsonIntervals(
  pairs: readonly Pick<CommonReturns, 'x' | 'y'>[],
  seed: number,
): readonly (Interval | null)[] {
  const found: (Interval | null)[] = pairs.map(() => null);
  const byLength = new Map<number, number[]>();
  pairs.forEach(({ x }, k) => byLength.set(x.length, [...(byLength.get(x.length) ?? []), k]));
  for (const same of byLength.values()) {
    for (let start = 0; start < same.length; start += together) {
      const some = same.slice(start, start + together);
      const intervals = resampled(
        some.map((k) => pairs[k]!),
        seed,
      );
      some.forEach((k, i) => (found[k] = intervals[i]!));
    }
  }
  return found;
}

/** Intervals of pairs that are all of one length. */
function resampled(pairs: readonly Pick<CommonReturns, 'x' | 'y'>[], seed: number): (Interval | null)[] {
  const { length } = pairs[0]!.x;
  const size = Math.ceil(length / longest);
  const series = pairs.flatMap(({ x, y }) => {
    const [u, v] = [standardised(x), standardised(y)];
    const product = (a: Float64Array, b: Float64Array) => a.map((value, i) => value * b[i]!);
    return [u, v, product(u, u), product(v, v), product(u, v)].map((values) => folded(values, size));
  });
  const means = bootstrapMeans(series, { block: Math.max(1, cbrt(length) / size), draws, seed });
  return pairs.map((_, k) => {
    const values = new Float64Array(draws);
    for (let d = 0; d < draws; d++) {
      const at = d * series.length + 5 * k;
      const [mx, my] = [means[at]!, means[at + 1]!];
      const [xx, yy, xy] = [means[at + 2]!, means[at + 3]!, means[at + 4]!];
      const variance = (square: number, first: number) => beyondRounding(square - first * first, series[0]!.length, 1);
      const scale = Math.sqrt(variance(xx, mx)) * Math.sqrt(variance(yy, my));
      values[d] = scale > 0 ? Math.max(-1, Math.min(1, (xy - mx * my) / scale)) : NaN;
    }
    const sorted = values.filter(Number.isFinite).sort();
    if (sorted.length === 0) return null;
    return [quantileSorted(sorted, (1 - coverage) / 2)!, quantileSorted(sorted, (1 + coverage) / 2)!];
  });
}

function standardised(x: Float64Array): Float64Array {
  const [centre, deviation] = [mean(x)!, standardDeviation(x, 0)!];
  return x.map((value) => (value - centre) / deviation);
}

/** Means of groups of `size` neighbours; the oldest values that fill no group are left out. */
function folded(x: Float64Array, size: number): Float64Array {
  if (size === 1) return x;
  const groups = Math.floor(x.length / size);
  const first = x.length - groups * size;
  return Float64Array.from({ length: groups }, (_, g) => mean(x.subarray(first + g * size, first + (g + 1) * size))!);
}
