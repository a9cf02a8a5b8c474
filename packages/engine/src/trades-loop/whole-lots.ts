/**
 * Whole times `b` goes into `a` (both positive), from the exact remainder: `Math.floor(a / b)` is one too many where the
 * quotient rounds up to a whole number.
 */
export function wholeTimes(a: number, b: number): number {
  const exact = (a - (a % b)) / b;
  const below = Math.floor(exact);
  return exact - below > 0.5 ? below + 1 : below;
}

/** Nearest whole number, a half to the even one. */
export function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}
