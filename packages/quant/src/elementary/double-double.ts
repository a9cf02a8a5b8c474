/** 2²⁷ + 1. */
const SPLITTER = 134_217_729;

/** The upper 26 bits of x, which its product with 26 other bits is exact with (Veltkamp). For |x| below 2⁹⁹⁶. */
export function upperHalf(x: number): number {
  const c = SPLITTER * x;
  return c - (c - x);
}

/** What the rounded product p = a · b is less than the exact one (Dekker 1971). Exact unless something underflows. */
export function productError(a: number, b: number, p: number): number {
  const high = upperHalf(a);
  const low = a - high;
  const other = upperHalf(b);
  const rest = b - other;
  return low * rest - (p - high * other - low * other - high * rest);
}

/** What the rounded sum s = a + b is less than the exact one (Knuth). */
export function sumError(a: number, b: number, s: number): number {
  const second = s - a;
  return a - (s - second) + (b - second);
}
