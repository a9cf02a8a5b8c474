import { pow } from '../elementary/index.js';
import { requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';

/** A mean for every asset, and how many returns stand behind it. */
export interface MeanReturns {
  /** Compound growth a year, as a fraction; NaN for a column without a return, or one that lost more than everything. */
  readonly means: Float64Array;
  /** Returns that are numbers. */
  readonly counts: Int32Array;
}

/**
 * Compound annual growth of each column of simple returns, over its own count of returns: Π(1 + r)^(periods ÷ count) − 1.
 * A NaN is a missing return.
 * @param columns one column an asset; lengths may differ
 * @param periodsPerYear returns in a year
 */
export function compoundMeans(columns: readonly Series[], periodsPerYear: number): MeanReturns {
  requireNumber('compoundMeans', 'periodsPerYear', periodsPerYear, 0);
  const means = new Float64Array(columns.length);
  const counts = new Int32Array(columns.length);
  columns.forEach((series, j) => {
    let growth = 1;
    for (const r of toColumn(series)) {
      if (Number.isNaN(r)) continue;
      growth *= 1 + r;
      counts[j]!++;
    }
    means[j] = counts[j] === 0 || growth < 0 ? NaN : pow(growth, periodsPerYear / counts[j]!) - 1;
  });
  return { means, counts };
}
