/** One symbol's claim on the portfolio. */
export interface Claim {
  readonly symbol: string;
  /** Relative size before caps, positive. */
  readonly score: number;
  /** Largest weight it may get. */
  readonly cap: number;
}

/**
 * Weights proportional to the scores that sum to `total`, none above its cap: what a capped claim cannot take is shared
 * by the others in proportion. The sum is below `total` only when every claim is at its cap. Independent of the order of
 * the claims.
 * @returns weights by symbol
 */
export function capWeights(claims: readonly Claim[], total: number): Map<string, number> {
  const weights = new Map<string, number>();
  // Claims in order of when they reach their cap as the common scale grows: each is decided once.
  const sorted = [...claims].sort((a, b) => a.cap / a.score - b.cap / b.score || (a.symbol < b.symbol ? -1 : 1));
  let left = total;
  let score = sorted.reduce((sum, claim) => sum + claim.score, 0);
  for (const claim of sorted) {
    const weight = Math.max(0, Math.min(claim.cap, (left * claim.score) / score, left));
    weights.set(claim.symbol, weight);
    left -= weight;
    score = Math.max(score - claim.score, Number.MIN_VALUE);
  }
  return weights;
}
