import { cosineSeries, sineOfQuarters } from './sine-of-quarters.js';

/** Cosine of x radians, the same bits in every engine; error below 0.9 units in the last place. NaN for ±∞. */
export function cos(x: number): number {
  if (x > -0.75 && x < 0.75) return cosineSeries(x, 0);
  return x > -Infinity && x < Infinity ? sineOfQuarters(x, 1) : NaN;
}
