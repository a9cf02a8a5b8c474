import { toColumn, type Series } from '../series.js';

/** What most statistics of a series of returns are made of. */
export interface SampleMoments {
  /** Number of values. */
  readonly n: number;
  /** NaN without values. */
  readonly mean: number;
  /** Central moments ÷ n: of the second, third and fourth power. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** Σ min(0, x − target)² ÷ n. */
  readonly shortfall: number;
}

/**
 * Mean, central moments and shortfall below `target` (default 0) of a series in three passes: to the last bit what `mean`,
 * `variance`, `skewness`, `kurtosis` and `downsideDeviation` compute in a dozen.
 */
export function sampleMoments(x: Series, target = 0): SampleMoments {
  const column = toColumn(x);
  const n = column.length;
  let total = 0;
  let short = 0;
  for (let i = 0; i < n; i++) {
    const value = column[i]!;
    total += value;
    const shortfall = value - target;
    if (shortfall < 0) short += shortfall * shortfall;
  }
  const rough = total / n;
  let rest = 0;
  for (let i = 0; i < n; i++) rest += column[i]! - rough;
  const mean = rough + rest / n;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < n; i++) {
    const d = column[i]! - mean;
    const square = d * d;
    second += square;
    third += square * d;
    fourth += square * square;
  }
  return { n, mean, m2: second / n, m3: third / n, m4: fourth / n, shortfall: short / n };
}
