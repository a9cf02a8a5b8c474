import { columnFrom, firstDefined } from '../series.js';
import { markGap } from './per-run.js';

/** Rolling least-squares line over the bars 0 … n − 1 of each window. */
export interface RollingLine {
  /** Change per bar. */
  readonly slope: Float64Array;
  /** Value of the line at the newest bar. */
  readonly end: Float64Array;
}

/**
 * Least-squares line of the last `n` values, taken around the newest value so that a constant gives slope exactly 0.
 * Costs n multiply-adds a bar; NaN before bar n − 1 of the defined part. Needs n ≥ 2.
 */
export function rollingLine(x: Float64Array, n: number): RollingLine {
  n |= 0;
  const length = x.length;
  const first = firstDefined(x) + n - 1;
  const slope = columnFrom(length, first);
  const end = columnFrom(length, first);
  const middle = (n - 1) / 2;
  const spread = 12 / (n * (n * n - 1));
  const inverse = 1 / n;
  let seen = 0;
  for (let i = first; i < length; i++) {
    const anchor = x[i]!;
    const oldest = i - n + 1;
    let sum = 0;
    let weighted = 0;
    for (let j = 0; j < n - 1; j++) {
      const y = x[oldest + j]! - anchor;
      sum += y;
      weighted += j * y;
    }
    const b = (weighted - middle * sum) * spread;
    slope[i] = b;
    seen += b;
    end[i] = anchor + sum * inverse + b * middle;
  }
  markGap(slope, Number.isNaN(seen), x);
  markGap(end, Number.isNaN(seen), x);
  return { slope, end };
}
