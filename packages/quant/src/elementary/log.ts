import { highWord } from './double-words.js';
import { LN2_HIGH, LN2_LOW } from './ln-two.js';
import { LEAST_FRACTION, logTable } from './log-table.js';
import { LEAST_EXPONENT, powersOfTwo } from './powers-of-two.js';

const LEAST_NORMAL = 2.2250738585072014e-308;
const TO_54 = 18_014_398_509_481_984;

/** Natural logarithm, the same bits in every engine; error below 0.6 units in the last place. NaN below 0. */
export function log(x: number): number {
  const f = x - 1;
  if (f > -0.0625 && f < 0.0625) return logNearOne(f);
  if (x >= LEAST_NORMAL && x < Infinity) return logFarFromOne(x, 0, 0);
  if (x === 0) return -Infinity;
  // Subnormal numbers are made normal ones.
  return x > 0 && x < LEAST_NORMAL ? logFarFromOne(x * TO_54, -54, 0) : x === Infinity ? x : NaN;
}

/** ln(1 + f) for |f| up to 1/16: 2 artanh s, where s = f ÷ (2 + f), so that 2s = f - s · f. */
export function logNearOne(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  return f - s * (f - z * (2 / 3 + z * (2 / 5 + z * (2 / 7 + z * (2 / 9 + z * (2 / 11))))));
}

/** ln(x · 2^shift) + rest for x from the least normal number on, not within 1/16 of 1: k ln 2 + ln c + 2 artanh s. */
export function logFarFromOne(x: number, shift: number, rest: number): number {
  const word = highWord(x) - LEAST_FRACTION;
  const power = word >> 20;
  const at = (word >> 11) & 508;
  const fraction = x * powersOfTwo[-power - LEAST_EXPONENT]!;
  const c = logTable[at]!;
  const s = (fraction - c) / (fraction + c);
  const z = s * s;
  const k = power + shift;
  const low = k * LN2_LOW + logTable[at + 2]! + rest;
  return k * LN2_HIGH + logTable[at + 1]! + (2 * s + (low + s * z * (2 / 3 + z * (2 / 5))));
}
