/** The fraction that makes money grow fastest over known outcomes. */
export interface OptimalF {
  /** Part of equity that the worst outcome costs; 0 without an edge, below 1. */
  readonly fraction: number;
  /** Size of the worst outcome, in the unit of the outcomes. */
  readonly worstLoss: number;
}

/**
 * Optimal f: the f in 0…1 with the greatest Σ wᵢ·log(1 + f·outcomeᵢ ÷ |worst|), found to rounding by halving (the
 * derivative only falls). For outcomes that are returns, f ÷ |worst| is the position of the general Kelly criterion.
 * @param outcomes profits and losses, in any unit
 * @param weights of the outcomes, default the same for all
 * @returns null when there is no loss: growth has no maximum then
 * @throws RangeError on an outcome that is not finite
 * @see R. Vince, Portfolio Management Formulas (1990)
 */
export function optimalF(outcomes: readonly number[], weights?: readonly number[]): OptimalF | null {
  const odd = outcomes.find((outcome) => !Number.isFinite(outcome));
  if (odd !== undefined) throw new RangeError(`optimalF: every outcome must be a finite number, got ${odd}`);
  const worstLoss = -outcomes.reduce((worst, outcome) => Math.min(worst, outcome), 0);
  if (worstLoss === 0) return null;
  const slope = (f: number) =>
    outcomes.reduce((sum, outcome, i) => {
      const each = outcome / worstLoss;
      return sum + ((weights?.[i] ?? 1) * each) / (1 + f * each);
    }, 0);
  if (!(slope(0) > 0)) return { fraction: 0, worstLoss };
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return { fraction: low, worstLoss };
}

/** Terminal wealth relative: what one unit of equity becomes over the outcomes at `fraction`, Π(1 + f·outcome ÷ |worst|). */
export function terminalWealth(outcomes: readonly number[], { fraction, worstLoss }: OptimalF): number {
  return outcomes.reduce((product, outcome) => product * (1 + (fraction * outcome) / worstLoss), 1);
}
