import { byte, endsField, fieldEnd, fieldText } from './field.js';

const powersOfTen = Float64Array.from({ length: 16 }, (_, k) => Number(`1e${k}`));
const exactDigits = 15;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The rare forms: signs, exponents, quotes, blanks, more digits than a double holds exactly. */
function readAnyNumber(bytes: Uint8Array, at: number, delimiter: number, column: Float64Array, row: number): number {
  const text = fieldText(bytes, at, delimiter);
  if (!decimal.test(text)) return -1;
  column[row] = Number(text);
  return fieldEnd(bytes, at, delimiter);
}

/**
 * Reads the decimal number of the field at `at` into `column[row]`, correctly rounded (up to 15 digits the integer and
 * the power of ten are exact, so one division rounds once; other forms go through `Number`).
 * Returns the offset of the byte that ends the field, or -1 when it holds no number.
 */
export function readNumber(
  bytes: Uint8Array,
  at: number,
  delimiter: number,
  column: Float64Array,
  row: number,
): number {
  let p = at;
  let value = 0;
  let c = bytes[p]!;
  while (c >= 48 && c <= 57) {
    value = value * 10 + (c - 48);
    c = bytes[++p]!;
  }
  let digits = p - at;
  let decimals = 0;
  if (c === byte.dot) {
    const point = p;
    c = bytes[++p]!;
    while (c >= 48 && c <= 57) {
      value = value * 10 + (c - 48);
      c = bytes[++p]!;
    }
    decimals = p - point - 1;
    digits += decimals;
  }
  if (digits === 0 || digits > exactDigits || !endsField(c, delimiter)) {
    return readAnyNumber(bytes, at, delimiter, column, row);
  }
  column[row] = decimals === 0 ? value : value / powersOfTen[decimals]!;
  return p;
}
