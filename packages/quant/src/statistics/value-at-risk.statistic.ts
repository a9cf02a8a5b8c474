import { toColumn, type Series } from '../series.js';
import { mean } from './mean.statistic.js';
import { quantile } from './quantile.statistic.js';

/** Historical value at risk: the `level` quantile of the returns (negative is a loss), default 0.05; null for none. */
export function valueAtRisk(r: Series, level = 0.05): number | null {
  return quantile(r, level);
}

/**
 * Conditional value at risk: mean of the ⌊(n − 1)·level⌋ + 1 smallest returns (negative is a loss); null for none.
 */
export function conditionalValueAtRisk(r: Series, level = 0.05): number | null {
  const sorted = Float64Array.from(toColumn(r)).sort();
  if (sorted.length === 0) return null;
  return mean(sorted.subarray(0, Math.floor((sorted.length - 1) * level) + 1));
}
