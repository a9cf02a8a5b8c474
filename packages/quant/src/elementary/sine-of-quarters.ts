import { reduceLargeAngle } from './reduce-large-angle.js';

/** π/2 in three parts, two of 42 bits: their products with numbers up to 1,024 are exact. */
const FIRST = 1.570796326794607;
const SECOND = 2.8960739716218175e-13;
const THIRD = 1.6446256936324258e-26;
const QUARTERS_PER_RADIAN = 2 / Math.PI;

/** sin(x + shift · π/2) for finite x: the nearest whole number of quarter turns is taken off, π/4 is left at most. */
export function sineOfQuarters(x: number, shift: number): number {
  const quarters = Math.floor(x * QUARTERS_PER_RADIAN + 0.5);
  if (quarters > 1024 || quarters < -1024) {
    const left = reduceLargeAngle(x);
    return afterQuarters(left.quarters + shift, left.high, left.low);
  }
  const first = x - quarters * FIRST;
  const second = quarters * SECOND;
  const rest = first - second;
  // Where |first| is the smaller one the difference is exact, and this is 0.
  const error = first - rest - second - quarters * THIRD;
  const high = rest + error;
  return afterQuarters(quarters + shift, high, rest - high + error);
}

function afterQuarters(quarters: number, high: number, low: number): number {
  const value = (quarters & 1) === 0 ? sineSeries(high, low) : cosineSeries(high, low);
  // Every second half turn changes the sign: a product, as a branch would be mistaken half the time.
  return value * (1 - (quarters & 2));
}

/** sin(x + low) for |x| up to π/4: Taylor's series. What is left out is below 2⁻⁶³ of it. */
export function sineSeries(x: number, low: number): number {
  const z = x * x;
  const end = 1 / 6_227_020_800 + z * (-1 / 1_307_674_368_000 + z * (1 / 355_687_428_096_000));
  const rest = 1 / 120 + z * (-1 / 5040 + z * (1 / 362_880 + z * (-1 / 39_916_800 + z * end)));
  return x + (low + x * z * (-1 / 6 + z * rest));
}

/** cos(x + low) for |x| up to π/4: Taylor's series, with what the rounding of its first two terms left out. */
export function cosineSeries(x: number, low: number): number {
  const z = x * x;
  const end = 1 / 479_001_600 + z * (-1 / 87_178_291_200 + z * (1 / 20_922_789_888_000));
  const rest = -1 / 720 + z * (1 / 40_320 + z * (-1 / 3_628_800 + z * end));
  const half = 0.5 * z;
  const first = 1 - half;
  return first + (1 - first - half + (z * z * (1 / 24 + z * rest) - x * low));
}
