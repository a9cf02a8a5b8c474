import { columnFrom, firstDefined } from '../series.js';
import { markGap } from './per-run.js';

/** Correlation from Σ(x − x̄)², Σ(y − ȳ)² and Σ(x − x̄)(y − ȳ). */
export function correlationOf(xx: number, yy: number, xy: number): number {
  const scale = Math.sqrt(xx * yy);
  const r = scale === 0 ? 0 : xy / scale;
  return r > 1 ? 1 : r < -1 ? -1 : r;
}

/**
 * Pearson correlation of the last `n` pairs, −1…1, 0 where a series is constant; NaN before bar n − 1 of the common
 * defined part. O(1) a bar; the sums and their precision are those of `rollingSquares`.
 */
export function rollingCorrelation(x: Float64Array, y: Float64Array, n: number): Float64Array {
  n |= 0;
  const length = x.length;
  const first = Math.max(firstDefined(x), firstDefined(y)) + n - 1;
  const out = columnFrom(length, first);
  /** Of each place in the previous block: Σu, Σv, Σu², Σv², Σuv from there on. */
  const rest = new Float64Array(5 * (n + 1));
  const k = 1 / n;
  let seen = 0;
  for (let block = first; block < length; block += n) {
    const anchorX = x[block]!;
    const anchorY = y[block]!;
    let sumX = 0;
    let sumY = 0;
    let sxx = 0;
    let syy = 0;
    let sxy = 0;
    for (let j = n - 1; j > 0; j--) {
      const u = x[block - n + j]! - anchorX;
      const v = y[block - n + j]! - anchorY;
      sumX += u;
      sumY += v;
      sxx += u * u;
      syy += v * v;
      sxy += u * v;
      const at = 5 * j;
      rest[at] = sumX;
      rest[at + 1] = sumY;
      rest[at + 2] = sxx;
      rest[at + 3] = syy;
      rest[at + 4] = sxy;
    }
    seen += sumX + sumY;
    const size = block + n < length ? n : length - block;
    sumX = 0;
    sumY = 0;
    sxx = 0;
    syy = 0;
    sxy = 0;
    for (let j = 0; j < size; j++) {
      const u = x[block + j]! - anchorX;
      const v = y[block + j]! - anchorY;
      sumX += u;
      sumY += v;
      sxx += u * u;
      syy += v * v;
      sxy += u * v;
      const at = 5 * j + 5;
      const totalX = rest[at]! + sumX;
      const totalY = rest[at + 1]! + sumY;
      const a = rest[at + 2]! + sxx - totalX * totalX * k;
      const b = rest[at + 3]! + syy - totalY * totalY * k;
      const xy = rest[at + 4]! + sxy - totalX * totalY * k;
      out[block + j] = correlationOf(a > 0 ? a : 0, b > 0 ? b : 0, xy);
    }
    seen += sumX + sumY;
  }
  markGap(out, Number.isNaN(seen), x, y);
  return out;
}
