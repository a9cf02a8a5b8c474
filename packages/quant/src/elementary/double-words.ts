const value = new Float64Array(1);
const words = new Int32Array(value.buffer);
value[0] = 1;
/** Where the sign and the exponent are: that depends on the order of bytes. */
const HIGH = words[1] === 0 ? 0 : 1;

/** The upper 32 bits of a double as a signed integer: sign, 11 bits of exponent, 20 of fraction. */
export function highWord(x: number): number {
  value[0] = x;
  return words[HIGH]!;
}
