/** What closed trades say about the odds. */
export interface TradeOdds {
  readonly trades: number;
  /** P(win), shrunk by Beta(2, 2): (wins + 2) ÷ (trades + 4). */
  readonly winRate: number;
  /** Mean return of winning trades ÷ mean loss of losing ones; 0 when none won. */
  readonly payoff: number;
  /** Mean loss of losing trades, a positive fraction of what the trade cost. */
  readonly averageLoss: number;
}

/**
 * The odds behind net trade returns (pnl ÷ cost of the entry). A return of 0 counts as not won.
 * @returns null when no trade lost: the payoff is not known then
 */
export function oddsOf(returns: readonly number[]): TradeOdds | null {
  const wins = returns.filter((r) => r > 0);
  const losses = returns.filter((r) => r < 0);
  if (losses.length === 0) return null;
  const averageLoss = -sum(losses) / losses.length;
  const averageWin = wins.length === 0 ? 0 : sum(wins) / wins.length;
  return {
    trades: returns.length,
    winRate: (wins.length + 2) / (returns.length + 4),
    payoff: averageWin / averageLoss,
    averageLoss,
  };
}

/**
 * Kelly's fraction W − (1 − W) ÷ R: the part of equity to **lose on a losing trade** (J. L. Kelly, 1956). 0 without an
 * edge, never negative.
 */
export function kellyLoss({ winRate, payoff }: Pick<TradeOdds, 'winRate' | 'payoff'>): number {
  return payoff > 0 ? Math.max(0, winRate - (1 - winRate) / payoff) : 0;
}

/** The position that loses `part` of Kelly's fraction on an average losing trade: part × f ÷ average loss. */
export function kellyPosition(odds: TradeOdds, part: number): number {
  return (part * kellyLoss(odds)) / odds.averageLoss;
}

/**
 * Weights of net trade returns, sum 1, under which a win has its shrunk probability: what Beta(2, 2) does to a frequency,
 * done to a sample. Needs a win and a trade that was not won.
 */
export function outcomeWeights(returns: readonly number[]): number[] {
  const wins = returns.filter((r) => r > 0).length;
  const winRate = (wins + 2) / (returns.length + 4);
  return returns.map((r) => (r > 0 ? winRate / wins : (1 - winRate) / (returns.length - wins)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
