/**
 * Why an order is placed and what protects the position it opens: with both prices it is a bracket. An order that enlarges
 * a position leaves the side it does not name as it was; one that turns it around starts without protection.
 */
export interface OrderOptions {
  /** A few words for the trade list. */
  readonly reason?: string;
  /** Protective stop price, live from the entry fill. */
  readonly stopLoss?: number;
  /** Profit target price. Stop-loss and target cancel each other. */
  readonly takeProfit?: number;
}

/** What `protect` changes: a price sets a side of the protection, null removes it, a side left out stays as it is. */
export interface ProtectionChanges {
  readonly stopLoss?: number | null;
  readonly takeProfit?: number | null;
}

/**
 * How long an order works. Orders act from the bar after the one that decided.
 * - `gtc`: until it is filled or cancelled, or the data ends.
 * - `day`: through the last bar of the day it first works on (UTC day; of daily or longer bars that is one bar).
 * - `gtd`: through the last bar that opens at or before `goodTill`.
 * - `ioc`: what its first bar fills at the open, the rest is cancelled.
 * - `fok`: all of it at the open of its first bar, or nothing.
 * - `opg`: in the opening auction: at the open of a day's first bar, or not at all.
 * - `cls`: in the closing auction: at the close of a daily bar, or not at all.
 */
export type TimeInForce = 'gtc' | 'day' | 'gtd' | 'ioc' | 'fok' | 'opg' | 'cls';

/**
 * An order in full. What it is follows from its prices: none, a market order for the next open; `limit`; `stop`, a market
 * order once the stop is touched; both, a stop-limit order; `trail` or `trailPercent`, a stop that follows the price, and with a
 * `limit` a stop-limit order that does.
 *
 * @example
 * out.order({ side: 'buy', quantity: 100, limit: 95, tif: 'day' });
 * out.order({ side: 'buy', quantity: 100, stop: 110, limit: 111, stopLoss: 104, takeProfit: 125 });
 * const entry = out.order({ side: 'buy', quantity: 100 });
 * const trailing = out.order({ side: 'sell', quantity: 100, trailPercent: 6, after: entry });
 * out.order({ side: 'sell', quantity: 100, limit: 130, after: entry, oco: trailing });
 */
export interface OrderRequest extends OrderOptions {
  readonly side: 'buy' | 'sell';
  /** Shares, contracts or units, positive. Either this or `fraction`. */
  readonly quantity?: number;
  /** Instead of a quantity: part of what may be invested, above 0 to 1; what that is, and when it becomes shares, is the run's convention. */
  readonly fraction?: number;
  /** The worst price accepted; with a trailing stop as of now: it moves as far as that does. */
  readonly limit?: number;
  /** The price that triggers the order. */
  readonly stop?: number;
  /** Distance in price between the trailing stop and the best price since it was placed. */
  readonly trail?: number;
  /** The same in percent of that price: 6 is six per cent. */
  readonly trailPercent?: number;
  /** Default `gtc`. */
  readonly tif?: TimeInForce;
  /** Epoch ms UTC; for `gtd` alone. */
  readonly goodTill?: number;
  /**
   * One cancels other: id of a working order. The first of them (and of others named after it) to fill completely cancels
   * the rest; a partial fill takes as much off the others.
   */
  readonly oco?: number;
  /** One triggers other: id of a working order. This one waits until that one has filled, and ends with it if it never does. */
  readonly after?: number;
}

/** What `amend` may change. A price of another kind than the order has is refused. */
export interface OrderChanges {
  /** New quantity in all, what has filled already included. */
  readonly quantity?: number;
  readonly limit?: number;
  readonly stop?: number;
  readonly trail?: number;
  readonly trailPercent?: number;
}

/** Where a strategy puts its intents. They act from the next bar on; the risk gate may refuse them. */
export interface Orders {
  /**
   * The position wanted, as a signal from -1 (full short) to 1 (full long): what a full position is in money is the
   * sizer's business. Repeating a signal trades nothing until the position has drifted by more than a tenth; protective
   * prices given with it change those of the position, and a side left out stays. While its order has not filled, for want
   * of a bar or of volume, repeating the signal waits for it; another signal cancels what is left of it.
   */
  target(signal: number, options?: OrderOptions): void;
  /** Places an order and returns its id. */
  order(request: OrderRequest): number;
  /**
   * Changes a working order. Less quantity keeps its place in the queue; more quantity or another price puts it last.
   * @example out.amend(id, { limit: 96 });
   */
  amend(id: number, changes: OrderChanges): void;
  /** Cancels one working order and what waits for it, or all. */
  cancel(id?: number): void;
  /**
   * Closes a part of the position (default all of it) at market: of every lot, where lots are kept. Orders of earlier bars
   * may close it first: then it opens nothing.
   */
  close(portion?: number): void;
  /**
   * Changes the protection of the whole position that is held: of every lot, where lots are kept.
   * @example out.protect({ stopLoss: 96 }); // the target stays
   * @example out.protect({ stopLoss: null, takeProfit: 120 });
   */
  protect(changes: ProtectionChanges): void;
}
