import { sumError } from './double-double.js';
import { exp, expm1OfRest, stepsIn } from './exp.js';
import { expTable } from './exp-table.js';
import { LEAST_EXPONENT, powersOfTwo } from './powers-of-two.js';

/** e to the power of x, less one, the same bits in every engine; error below 0.6 units in the last place. */
export function expm1(x: number): number {
  if (x > -0.0625 && x < 0.0625) return x === 0 ? x : nearZero(x);
  if (!(x > -60 && x < 60)) return exp(x) - 1;
  const k = stepsIn(x);
  const at = 2 * (k & 127);
  const scale = powersOfTwo[(k >> 7) - LEAST_EXPONENT]!;
  const power = expTable[at]! * scale;
  const less = power - 1;
  const rest = sumError(power, -1, less) + (expTable[at + 1]! * scale + power * expm1OfRest(x, 0, k));
  return less + rest;
}

/** Taylor's series; what is left out is below 2⁻⁶⁰ of x. */
function nearZero(x: number): number {
  const cubic =
    1 / 6 + x * (1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040 + x * (1 / 40_320 + x * (1 / 362_880))))));
  return x + x * x * (0.5 + x * cubic);
}
