import { columnFrom, firstDefined } from '../series.js';
import { markGap } from './per-run.js';

/** Rolling mean and sum of squared deviations from it. */
export interface RollingMoments {
  readonly mean: Float64Array;
  /** Σ(x − mean)², never negative; exactly 0 for n equal values. */
  readonly squares: Float64Array;
}

/** Mean and squared deviations of the last `n` values; see {@link rollingSquares}. */
export function rollingMoments(x: Float64Array, n: number): RollingMoments {
  const mean = columnFrom(x.length, firstDefined(x) + n - 1);
  return { mean, squares: rollingSquares(x, n, mean) };
}

/**
 * Sum of squared deviations of the last `n` values from their mean, which goes to `mean` where that is given. O(1) a bar,
 * NaN before bar n − 1 of the defined part.
 * Sums of values and squares are taken as in `rollingAnchored`, less an anchor a that every window of a block holds. Since
 * then (a − mean)² ≤ Σ(x − mean)², the difference Σ(x − a)² − n(a − mean)² loses at most a factor n + 1 of precision:
 * neither an offset of 1e9 nor a spike that has left the window costs digits.
 */
export function rollingSquares(x: Float64Array, n: number, mean: Float64Array | null = null): Float64Array {
  n |= 0;
  const length = x.length;
  const first = firstDefined(x) + n - 1;
  const squares = columnFrom(length, first);
  const restSum = new Float64Array(n + 1);
  const restSquares = new Float64Array(n + 1);
  const k = 1 / n;
  let seen = 0;
  for (let block = first; block < length; block += n) {
    const anchor = x[block]!;
    let sum = 0;
    let square = 0;
    for (let j = n - 1; j > 0; j--) {
      const u = x[block - n + j]! - anchor;
      sum += u;
      square += u * u;
      restSum[j] = sum;
      restSquares[j] = square;
    }
    seen += sum;
    const size = block + n < length ? n : length - block;
    sum = 0;
    square = 0;
    for (let j = 0; j < size; j++) {
      const u = x[block + j]! - anchor;
      sum += u;
      square += u * u;
      const total = restSum[j + 1]! + sum;
      const m2 = restSquares[j + 1]! + square - total * total * k;
      squares[block + j] = m2 > 0 ? m2 : 0;
      if (mean !== null) mean[block + j] = anchor + total * k;
    }
    seen += sum;
  }
  markGap(squares, Number.isNaN(seen), x);
  return squares;
}
