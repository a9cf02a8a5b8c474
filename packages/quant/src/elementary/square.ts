/** x · x. A power of two by `**` may differ from it in the last bit. */
export function square(x: number): number {
  return x * x;
}
