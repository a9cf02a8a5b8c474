/** Why an order is placed and what protects the position it opens. */
export interface OrderOptions {
  /** A few words for the trade list. */
  readonly reason?: string;
  /** Protective stop price, live from the entry fill. */
  readonly stopLoss?: number;
  /** Profit target price. */
  readonly takeProfit?: number;
}

/** An order in full. Without `limit` and `stop` it is a market order for the next open. */
export interface OrderRequest extends OrderOptions {
  readonly side: 'buy' | 'sell';
  /** Shares, positive. Give either this or `fraction`. */
  readonly quantity?: number;
  /** Part of what may be invested, above 0 to 1; what that is, and when it becomes shares, is the run's convention. */
  readonly fraction?: number;
  readonly limit?: number;
  readonly stop?: number;
}

/** Where a strategy puts its intents. They act from the next bar on; the risk gate may refuse them. */
export interface Orders {
  /**
   * The position wanted, as a signal from -1 (full short) to 1 (full long): what a full position is in money is the
   * sizer's business. Repeating a signal trades nothing until the position has drifted by more than a tenth.
   */
  target(signal: number, options?: OrderOptions): void;
  /** Places an order and returns its id. */
  order(request: OrderRequest): number;
  /** Cancels one resting order, or all. */
  cancel(id?: number): void;
  /** Closes a part of the position (default all of it) at market: of every lot, where lots are kept. */
  close(portion?: number): void;
  /** New protective prices for the whole position that is held; a price left out is removed. */
  protect(prices: Pick<OrderOptions, 'stopLoss' | 'takeProfit'>): void;
}
