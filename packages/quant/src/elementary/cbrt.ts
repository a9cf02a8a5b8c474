import { productError } from './double-double.js';
import { highWord } from './double-words.js';
import { LEAST_EXPONENT, powersOfTwo } from './powers-of-two.js';

const TO_54 = 18_014_398_509_481_984;
const TO_18 = 262_144;

/** Cube root, the same bits in every engine; error below 0.51 units in the last place, so exact for cubes. */
export function cbrt(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < Infinity)) return x;
  if (size < 1e-300) return cbrt(x * TO_54) / TO_18;
  const third = Math.floor(((highWord(size) >> 20) - 1023) / 3);
  const root = ofFraction(size * powersOfTwo[-3 * third - LEAST_EXPONENT]!) * powersOfTwo[third - LEAST_EXPONENT]!;
  return x < 0 ? -root : root;
}

/** For x from 1 up to 8: a parabola within 2 %, two steps of Halley, and one of Newton on the cube in two parts. */
function ofFraction(x: number): number {
  const root = halley(halley(0.7625 + x * (0.268 - 0.01467 * x), x), x);
  const square = root * root;
  const cube = square * root;
  const error = productError(square, root, cube) + root * productError(root, root, square);
  return root - (cube - x + error) / (3 * square);
}

/** An error e of the root becomes one of about ⅔ e³. */
function halley(root: number, x: number): number {
  const cube = root * root * root;
  return (root * (cube + 2 * x)) / (2 * cube + x);
}
