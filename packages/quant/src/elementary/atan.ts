import { arctangents } from './atan-table.js';

/** π/2 in two parts. */
const HALF_PI = Math.PI / 2;
const HALF_PI_LOW = 6.123233995736766e-17;

/** Arc tangent in radians, the same bits in every engine; error below 0.75 units in the last place. */
export function atan(x: number): number {
  if (x > -0.125 && x < 0.125) return x === 0 ? x : ofEighth(x);
  const size = Math.abs(x);
  const angle = size <= 1 ? upToOne(size) : size < 1e18 ? aboveOne(size) : size > 0 ? HALF_PI : NaN;
  return x < 0 ? -angle : angle;
}

/** arctan x = arctan c + arctan((x - c) ÷ (1 + c · x)) for the sixteenth c nearest to x. */
function upToOne(x: number): number {
  const i = Math.floor(16 * x + 0.5);
  const c = i / 16;
  return arctangents[2 * i]! + (arctangents[2 * i + 1]! + ofThirtySecond((x - c) / (1 + c * x)));
}

/** arctan x = π/2 - arctan c - arctan((1 - c · x) ÷ (x + c)) for the sixteenth c nearest to 1/x. */
function aboveOne(x: number): number {
  const i = Math.floor(16 / x + 0.5);
  const c = i / 16;
  // c times the upper bits is exact.
  const upper = Math.fround(x);
  const rest = ofThirtySecond((1 - c * upper - c * (x - upper)) / (x + c));
  const whole = HALF_PI - arctangents[2 * i]!;
  return whole + (HALF_PI - whole - arctangents[2 * i]! + (HALF_PI_LOW - arctangents[2 * i + 1]! - rest));
}

/** Gregory's series for |x| up to 1/31. */
function ofThirtySecond(x: number): number {
  const z = x * x;
  return x - x * z * (1 / 3 - z * (1 / 5 - z * (1 / 7 - z * (1 / 9 - z * (1 / 11)))));
}

/** Gregory's series for |x| up to 1/8. */
function ofEighth(x: number): number {
  const z = x * x;
  const rest = 1 / 9 - z * (1 / 11 - z * (1 / 13 - z * (1 / 15 - z * (1 / 17 - z * (1 / 19)))));
  return x - x * z * (1 / 3 - z * (1 / 5 - z * (1 / 7 - z * rest)));
}
