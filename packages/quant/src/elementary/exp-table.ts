import { productError, sumError } from './double-double.js';

/** Steps of 2^(1/128) in an octave. */
export const EXP_PARTS = 128;

/** At 2i and 2i + 1 the two parts of 2^(i/128): the nearest double, and what is left. */
export const expTable = new Float64Array(2 * EXP_PARTS);

/** Roots of roots of 2 in two parts, and their products: the power to the binary digits of i. */
function fillTable(): void {
  expTable[0] = 1;
  let high = 2;
  let low = 0;
  for (let span = EXP_PARTS >> 1; span > 0; span >>= 1) {
    const root = Math.sqrt(high);
    const square = root * root;
    low = (high - square - productError(root, root, square) + low) / (2 * root);
    high = root + low;
    low = low - (high - root);
    for (let i = span; i < EXP_PARTS; i += 2 * span) {
      const a = expTable[2 * (i - span)]!;
      const b = expTable[2 * (i - span) + 1]!;
      const product = a * high;
      const rest = productError(a, high, product) + (a * low + b * high);
      expTable[2 * i] = product + rest;
      expTable[2 * i + 1] = sumError(product, rest, product + rest);
    }
  }
}
fillTable();
