import { productError } from './double-double.js';
import { highWord } from './double-words.js';
import { expOfSum } from './exp.js';
import { LN2_HIGH, LN2_LOW } from './ln-two.js';
import { LEAST_FRACTION, logTable } from './log-table.js';
import { LEAST_EXPONENT, powersOfTwo } from './powers-of-two.js';

const LEAST_NORMAL = 2.2250738585072014e-308;
const TO_54 = 18_014_398_509_481_984;

/**
 * base to the power of `exponent`, the same bits in every engine; error below 0.51 units in the last place, so exact
 * wherever the power is a double. Special values are those of `**`: 1 to an infinite power is NaN.
 */
export function pow(base: number, exponent: number): number {
  if (!(base > 0 && base < Infinity && exponent > -Infinity && exponent < Infinity)) return ofSpecial(base, exponent);
  if (base === 1 || exponent === 0) return 1;
  return base < LEAST_NORMAL ? ofPositive(base * TO_54, -54, exponent) : ofPositive(base, 0, exponent);
}

/** e^(exponent · ln(x · 2^shift)), with the logarithm in two parts: its error is multiplied by up to 745. */
function ofPositive(x: number, shift: number, exponent: number): number {
  const word = highWord(x) - LEAST_FRACTION;
  const power = word >> 20;
  const at = (word >> 11) & 508;
  const fraction = x * powersOfTwo[-power - LEAST_EXPONENT]!;
  const c = logTable[at]!;
  const difference = fraction - c;
  const sum = fraction + c;
  const s = difference / sum;
  const product = s * sum;
  // Of the quotient, what the rounded sum and the division left out.
  const left = difference - product - productError(s, sum, product) - s * (fraction - (sum - c));
  const z = s * s;
  const k = power + shift;
  const series = s * z * (2 / 3 + z * (2 / 5 + z * (2 / 7 + z * (2 / 9))));
  const low = k * LN2_LOW + logTable[at + 2]! + (2 * (left / sum) + series);
  const whole = k * LN2_HIGH + logTable[at + 1]!;
  const high = whole + 2 * s;
  const rest = whole - high + 2 * s + low;
  const log = high + rest;
  const logRest = high - log + rest;

  const result = exponent * log;
  if (!(result > -746 && result < 710)) return result > 0 ? Infinity : 0;
  return expOfSum(result, productError(exponent, log, result) + exponent * logRest);
}

function ofSpecial(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (Number.isNaN(base) || Number.isNaN(exponent)) return NaN;
  const size = Math.abs(base);
  if (Math.abs(exponent) === Infinity) return size === 1 ? NaN : size > 1 === exponent > 0 ? Infinity : 0;
  const endless = size === 0 || size === Infinity;
  if (!endless && !Number.isInteger(exponent)) return NaN;
  const power = endless ? ((size === 0) === exponent > 0 ? 0 : Infinity) : pow(size, exponent);
  const negative = base < 0 || Object.is(base, -0);
  return negative && Math.abs(exponent % 2) === 1 ? -power : power;
}
