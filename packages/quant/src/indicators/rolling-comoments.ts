import { columnFrom, firstDefined } from '../series.js';

/** Rolling sums of squared and crossed deviations of two series from their means. */
export interface RollingComoments {
  readonly xx: Float64Array;
  readonly yy: Float64Array;
  readonly xy: Float64Array;
}

/**
 * Σ(x − x̄)², Σ(y − ȳ)² and Σ(x − x̄)(y − ȳ) of the last `n` pairs in O(1) a bar, NaN before bar n − 1 of the common
 * defined part. Updated by difference around anchors and recomputed from the window every `max(64, 2n)` bars, after `n`
 * equal values of a series, and when either variance has shrunk a hundredfold since.
 */
export function rollingComoments(x: Float64Array, y: Float64Array, n: number): RollingComoments {
  n |= 0;
  const length = x.length;
  const start = Math.max(firstDefined(x), firstDefined(y));
  const first = start + n - 1;
  const xx = columnFrom(length, first);
  const yy = columnFrom(length, first);
  const xy = columnFrom(length, first);
  const k = 1 / n;
  const block = n > 32 ? 2 * n : 64;
  let anchorX = 0;
  let anchorY = 0;
  let sumX = 0;
  let sumY = 0;
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  let peakX = 0;
  let peakY = 0;
  let age = block;
  let runX = 1;
  let runY = 1;
  for (let i = start + 1; i < first && i < length; i++) {
    runX = x[i] === x[i - 1]! ? runX + 1 : 1;
    runY = y[i] === y[i - 1]! ? runY + 1 : 1;
  }
  for (let i = first; i < length; i++) {
    const a = x[i]!;
    const b = y[i]!;
    if (i > start) {
      runX = a === x[i - 1]! ? runX + 1 : 1;
      runY = b === y[i - 1]! ? runY + 1 : 1;
    }
    if (age < block && runX !== n && runY !== n) {
      const u = a - anchorX;
      const v = b - anchorY;
      const u0 = x[i - n]! - anchorX;
      const v0 = y[i - n]! - anchorY;
      const nextX = sumX + (u - u0);
      const nextY = sumY + (v - v0);
      sxx += (u - u0) * (u + u0 - (nextX + sumX) * k);
      syy += (v - v0) * (v + v0 - (nextY + sumY) * k);
      sxy += (u - u0) * (v - nextY * k) + (v - v0) * (u0 - sumX * k);
      sumX = nextX;
      sumY = nextY;
      age++;
      if (sxx > peakX) peakX = sxx;
      if (syy > peakY) peakY = syy;
      if (sxx < 0.01 * peakX || syy < 0.01 * peakY) age = block;
    } else age = block;
    if (age === block) {
      anchorX = a;
      anchorY = b;
      sumX = 0;
      sumY = 0;
      for (let j = i - n + 1; j < i; j++) {
        sumX += x[j]! - anchorX;
        sumY += y[j]! - anchorY;
      }
      sxx = 0;
      syy = 0;
      sxy = 0;
      for (let j = i - n + 1; j <= i; j++) {
        const u = x[j]! - anchorX - sumX * k;
        const v = y[j]! - anchorY - sumY * k;
        sxx += u * u;
        syy += v * v;
        sxy += u * v;
      }
      peakX = sxx;
      peakY = syy;
      age = 0;
    }
    xx[i] = sxx > 0 ? sxx : 0;
    yy[i] = syy > 0 ? syy : 0;
    xy[i] = sxy;
  }
  return { xx, yy, xy };
}
