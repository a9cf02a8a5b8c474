import { requireEqualLengths, requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defined, mean } from './mean.statistic.js';

/**
 * Pearson correlation, −1…1.
 * @returns null for fewer than two pairs or a series that does not vary
 * @throws RangeError on unequal lengths
 */
export function pearson(x: Series, y: Series): number | null {
  requireEqualLengths('pearson', x, y);
  const a = toColumn(x);
  const b = toColumn(y);
  const meanA = mean(a);
  const meanB = mean(b);
  if (meanA === null || meanB === null) return null;
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let i = 0; i < a.length; i++) {
    const u = a[i]! - meanA;
    const v = b[i]! - meanB;
    aa += u * u;
    bb += v * v;
    ab += u * v;
  }
  const scale = Math.sqrt(aa) * Math.sqrt(bb);
  if (scale === 0) return null;
  return defined(Math.max(-1, Math.min(1, ab / scale)));
}

/** Spearman's rank correlation: {@link pearson} of the average ranks; null under the same conditions. */
export function spearman(x: Series, y: Series): number | null {
  requireEqualLengths('spearman', x, y);
  return pearson(ranks(x), ranks(y));
}

/** Ranks from 1 in ascending order, equal values sharing their average rank; NaN where one is NaN. Same length. */
export function ranks(x: Series): Float64Array {
  const column = toColumn(x);
  // A value that nothing can be compared with would leave the order to the engine.
  if (column.some(Number.isNaN)) return new Float64Array(column.length).fill(NaN);
  const order = Array.from(column, (_, i) => i).sort((a, b) =>
    column[a]! < column[b]! ? -1 : column[a]! > column[b]! ? 1 : 0,
  );
  const out = new Float64Array(column.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && column[order[to]!] === column[order[from]!]!) to++;
    for (let k = from; k < to; k++) out[order[k]!] = (from + 1 + to) / 2;
    from = to;
  }
  return out;
}

/**
 * Autocorrelation at a lag of `lag` bars, Σ(x_t − m)(x_(t−lag) − m)/Σ(x_t − m)².
 * @returns null when the lag reaches the length or the series does not vary
 * @throws RangeError when lag is not an integer ≥ 0
 */
export function autocorrelation(x: Series, lag: number): number | null {
  requireInteger('autocorrelation', 'lag', lag, 0);
  const column = toColumn(x);
  const centre = mean(column);
  if (centre === null || lag >= column.length) return null;
  let square = 0;
  let cross = 0;
  for (let i = 0; i < column.length; i++) {
    const d = column[i]! - centre;
    square += d * d;
    if (i >= lag) cross += d * (column[i - lag]! - centre);
  }
  return square === 0 ? null : defined(cross / square);
}
