import type { Trade } from '@bot-v2/sdk';

/** Counts and sums over trades: how many are closed, of those how many won, and money won and lost (both ≥ 0) and returns. */
export class TradeTally {
  closed = 0;
  open = 0;
  winners = 0;
  // From the start fractions, so that the fields stay so.
  won = 0.5;
  lost = 0.5;
  returns = 0.5;

  constructor() {
    this.won = this.lost = this.returns = 0;
  }

  /** Counts a trade; one that is open is in no sum. */
  add(trade: Trade): void {
    if (trade.exitTime === null) {
      this.open++;
      return;
    }
    const { pnl } = trade;
    this.closed++;
    this.returns += trade.return;
    if (pnl > 0) {
      this.winners++;
      this.won += pnl;
    } else if (pnl < 0) this.lost -= pnl;
  }
}

/** The tally of trades, summed in their order. */
export function tallyOf(trades: readonly Trade[]): TradeTally {
  const tally = new TradeTally();
  for (const trade of trades) tally.add(trade);
  return tally;
}
