import { sineOfQuarters, sineSeries } from './sine-of-quarters.js';

/** Sine of x radians, the same bits in every engine; error below 0.9 units in the last place. NaN for ±∞. */
export function sin(x: number): number {
  if (x > -0.75 && x < 0.75) return x === 0 ? x : sineSeries(x, 0);
  return x > -Infinity && x < Infinity ? sineOfQuarters(x, 0) : NaN;
}
