import type { Trade } from '@bot-v2/sdk';
import type { TradeColumns } from './trade-columns.js';

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

  /** Counts a closed trade. */
  add(pnl: number, gained: number): void {
    this.closed++;
    this.returns += gained;
    if (pnl > 0) {
      this.winners++;
      this.won += pnl;
    } else if (pnl < 0) this.lost -= pnl;
  }
}

/** The tally of trades, summed in their order; open ones are in no sum. */
export function tallyOf(trades: readonly Trade[] | TradeColumns): TradeTally {
  const tally = new TradeTally();
  if ('closed' in trades) {
    for (let row = 0; row < trades.closed; row++) tally.add(trades.pnl[row]!, trades.return[row]!);
    tally.open = trades.length - trades.closed;
  } else
    for (const trade of trades) {
      if (trade.exitTime === null) tally.open++;
      else tally.add(trade.pnl, trade.return);
    }
  return tally;
}
