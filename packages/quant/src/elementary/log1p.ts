import { sumError } from './double-double.js';
import { logFarFromOne, logNearOne } from './log.js';

/** Natural logarithm of 1 + x, the same bits in every engine; error below 0.6 units in the last place. NaN below -1. */
export function log1p(x: number): number {
  if (x > -0.0625 && x < 0.0625) return logNearOne(x);
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x === Infinity ? x : NaN;
  const sum = 1 + x;
  return logFarFromOne(sum, 0, sumError(1, x, sum) / sum);
}
