import { matrix, type Matrix } from '../linear/index.js';
import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { mean } from '../statistics/mean.statistic.js';

/** Sums over the rows that two columns share. */
interface Shared {
  readonly rows: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

/** Centred sums of squares and products over the rows where both are numbers. */
function shared(x: Float64Array, y: Float64Array): Shared {
  const known = (_: number, i: number): boolean => !Number.isNaN(x[i]!) && !Number.isNaN(y[i]!);
  const [a, b] = [x.filter(known), y.filter(known)];
  const [meanA, meanB] = [mean(a) ?? NaN, mean(b) ?? NaN];
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < a.length; i++) {
    const u = a[i]! - meanA;
    const v = b[i]! - meanB;
    xx += u * u;
    yy += v * v;
    xy += u * v;
  }
  return { rows: a.length, xx, yy, xy };
}

function ofPairs(where: string, columns: readonly Series[], entry: (pair: Shared, same: boolean) => number): Matrix {
  requireEqualLengths(where, ...columns);
  const n = columns.length;
  const data = columns.map(toColumn);
  const out = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = entry(shared(data[i]!, data[j]!), i === j);
      out.data[i * n + j] = value;
      out.data[j * n + i] = value;
    }
  }
  return out;
}

/**
 * Covariance (ddof 1) of each pair of columns over the rows where both are numbers; a NaN is a missing value. The matrix
 * need not be positive semidefinite, see `nearestPositiveSemidefinite`.
 * @param columns one column an asset, of equal lengths
 * @returns NaN where a pair shares fewer than two rows
 * @throws RangeError on unequal lengths
 */
export function pairwiseCovariance(columns: readonly Series[]): Matrix {
  return ofPairs('pairwiseCovariance', columns, ({ rows, xy }) => (rows < 2 ? NaN : xy / (rows - 1)));
}

/**
 * Pearson correlation of each pair of columns over the rows where both are numbers, variances over the same rows.
 * @param columns one column an asset, of equal lengths
 * @returns 1 on the diagonal; NaN where a pair shares fewer than two rows or one does not vary on them
 * @throws RangeError on unequal lengths
 */
export function pairwiseCorrelation(columns: readonly Series[]): Matrix {
  return ofPairs('pairwiseCorrelation', columns, ({ rows, xx, yy, xy }, same) => {
    if (rows < 2 || xx === 0 || yy === 0) return NaN;
    return same ? 1 : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  });
}
