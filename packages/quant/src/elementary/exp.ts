import { EXP_PARTS, expTable } from './exp-table.js';
import { LN2_HIGH, LN2_LOW } from './ln-two.js';
import { LEAST_EXPONENT, powersOfTwo } from './powers-of-two.js';

const STEPS_PER_UNIT = EXP_PARTS * Math.LOG2E;
const STEP_HIGH = LN2_HIGH / EXP_PARTS;
const STEP_LOW = LN2_LOW / EXP_PARTS;

/** e to the power of x, the same bits in every engine; error below 0.51 units in the last place (1 where it is subnormal). */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** e to the power of high + low, where |low| is below half a unit in the last place of `high`. */
export function expOfSum(high: number, low: number): number {
  if (!(high > -708 && high < 709)) return farFromZero(high, low);
  const k = stepsIn(high);
  return nearPower(high, low, k) * powersOfTwo[(k >> 7) - LEAST_EXPONENT]!;
}

/** The k for which k · ln 2 ÷ 128 is nearest to x. */
export function stepsIn(x: number): number {
  return Math.floor(x * STEPS_PER_UNIT + 0.5);
}

/** e^r - 1 for the r = high + low - k · ln 2 ÷ 128 that is left, below 0.0028: Taylor's series. */
export function expm1OfRest(high: number, low: number, k: number): number {
  const r = high - k * STEP_HIGH - k * STEP_LOW + low;
  return r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))));
}

/** e^(high + low) = 2^(k/128) · e^r, without the whole powers of two. */
function nearPower(high: number, low: number, k: number): number {
  const at = 2 * (k & 127);
  const power = expTable[at]!;
  return power + (expTable[at + 1]! + power * expm1OfRest(high, low, k));
}

/** Where the power of two alone would be too large or too small for a double: it is taken in two steps. */
function farFromZero(high: number, low: number): number {
  if (high > 710) return Infinity;
  if (high < -746) return 0;
  const k = stepsIn(high);
  const half = (k >> 7) >> 1;
  const first = nearPower(high, low, k) * powersOfTwo[half - LEAST_EXPONENT]!;
  return first * powersOfTwo[(k >> 7) - half - LEAST_EXPONENT]!;
}
