import type { PositionView } from '@bot-v2/sdk';

/** The account as one strategy sees it; one object, refreshed before each bar. Prices are those of the strategy's columns. */
export class MutablePositionView implements PositionView {
  equity = 0;
  cash = 0;
  quantity = 0;
  entryPrice = NaN;
  barsHeld = 0;
  openOrders = 0;

  /** A flat account of `capital`. */
  reset(capital: number): void {
    this.equity = capital;
    this.cash = capital;
    this.quantity = 0;
    this.entryPrice = NaN;
    this.barsHeld = 0;
    this.openOrders = 0;
  }
}
