import { toColumn, type Series } from '../series.js';
import { mean } from './mean.statistic.js';
import { quantile, quantileSorted } from './quantile.statistic.js';

/**
 * Historical value at risk: the `level` quantile of the returns (negative is a loss), default 0.05; null for none.
 * @throws RangeError when level is outside 0 … 1
 */
export function valueAtRisk(r: Series, level = 0.05): number | null {
  return quantile(r, level);
}

/**
 * Conditional value at risk: mean of the ⌊(n − 1)·level⌋ + 1 smallest returns (negative is a loss); null for none.
 * @throws RangeError when level is outside 0 … 1
 */
export function conditionalValueAtRisk(r: Series, level = 0.05): number | null {
  const sorted = Float64Array.from(toColumn(r)).sort();
  // Asks also whether the level is one, and whether all are numbers: NaN is sorted last.
  if (quantileSorted(sorted, level) === null) return null;
  return mean(sorted.subarray(0, Math.floor((sorted.length - 1) * level) + 1));
}
