import { toColumn, type Series } from '../series.js';

/**
 * Where `a` crosses `b`: 1 at a bar that closes above after one strictly below, −1 the other way round, 0 elsewhere. A bar
 * on which both are equal breaks a crossing: nothing is reported before or after it. 0 while either is NaN.
 * @returns a column of the length of `a`
 */
export function crossings(a: Series, b: Series): Float64Array {
  const [x, y] = [toColumn(a), toColumn(b)];
  const out = new Float64Array(x.length);
  for (let t = 1; t < x.length; t++) {
    if (x[t - 1]! < y[t - 1]! && x[t]! > y[t]!) out[t] = 1;
    else if (x[t - 1]! > y[t - 1]! && x[t]! < y[t]!) out[t] = -1;
  }
  return out;
}

/**
 * Where `a` changes sides of `b`, counted from the last bar on which they differed: as `crossings`, but touching and then
 * passing is one crossing, at the bar that passes. 0 while either is NaN.
 * @returns a column of the length of `a`
 */
export function crossingsFromLastSide(a: Series, b: Series): Float64Array {
  const [x, y] = [toColumn(a), toColumn(b)];
  const out = new Float64Array(x.length);
  let side = 0;
  for (let t = 0; t < x.length; t++) {
    const now = Math.sign(x[t]! - y[t]!);
    if (Number.isNaN(now) || now === 0) continue;
    if (side !== 0 && now !== side) out[t] = now;
    side = now;
  }
  return out;
}
