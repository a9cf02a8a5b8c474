/**
 * A sum of squared deviations that was taken as a difference of sums over up to `n` values whose squares add up to
 * `squares`: 0 where it is no more than the rounding of those sums can have left of values that do not vary.
 */
export function beyondRounding(deviations: number, n: number, squares: number): number {
  return deviations > 4 * n * Number.EPSILON * squares ? deviations : 0;
}
