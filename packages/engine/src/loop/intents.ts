import type { TimeInForce } from '@bot-v2/sdk';

/** What an order is, by its prices. A trailing stop is a stop whose price follows the market. */
export type OrderType = 'market' | 'limit' | 'stop' | 'stop-limit' | 'trailing-stop';

/** An order as the loop sends it. Plain data: it is journaled before it goes to a broker. */
export interface OrderIntent {
  readonly kind: 'order';
  /** Unique in the run, increasing. */
  readonly id: number;
  readonly symbol: string;
  /** Number of the leg: legs are sorted by symbol. */
  readonly leg: number;
  /** Open time of the bar at whose close it was decided, epoch ms UTC. */
  readonly at: number;
  readonly side: 'buy' | 'sell';
  /** Shares, positive. An estimate when `fraction` is given. */
  readonly quantity: number;
  readonly type: OrderType;
  /** Limit or stop price; absent for a market order. Of a trailing stop, its price at the decision. */
  readonly price?: number | undefined;
  /** The limit of a stop-limit order, and of a trailing stop, with which it moves. */
  readonly limit?: number | undefined;
  /** Distance of a trailing stop, in price or in percent. */
  readonly trail?: number | undefined;
  readonly trailPercent?: number | undefined;
  readonly stopLoss?: number | undefined;
  readonly takeProfit?: number | undefined;
  /** Absent: `gtc`. */
  readonly tif?: TimeInForce | undefined;
  readonly goodTill?: number | undefined;
  /** An order of the group in which one cancels the others. */
  readonly oco?: number | undefined;
  /** The order it waits for. */
  readonly after?: number | undefined;
  /** Sized at its fill: the share of the sizing base to trade, or, with `toTarget`, to end up with (signed). */
  readonly fraction?: number | undefined;
  readonly toTarget?: true | undefined;
  /** It may only make a position smaller. */
  readonly reduceOnly?: true | undefined;
  readonly reason: string;
}

/** Changes a working order; what is absent stays. `price` and `limit` as in the order. */
export interface AmendIntent {
  readonly kind: 'amend';
  readonly id: number;
  readonly symbol: string;
  readonly leg: number;
  readonly at: number;
  /** In all, what has filled included. */
  readonly quantity?: number | undefined;
  readonly price?: number | undefined;
  readonly limit?: number | undefined;
  readonly trail?: number | undefined;
  readonly trailPercent?: number | undefined;
}

/** Takes a resting order back. */
export interface CancelIntent {
  readonly kind: 'cancel';
  readonly id: number;
  readonly symbol: string;
  readonly leg: number;
  readonly at: number;
}

/** Changes the protection of an open position: a price sets a side, null removes it, an absent side stays. */
export interface ProtectIntent {
  readonly kind: 'protect';
  readonly symbol: string;
  readonly leg: number;
  readonly at: number;
  readonly stopLoss?: number | null | undefined;
  readonly takeProfit?: number | null | undefined;
}

/** What a loop asks of a broker. */
export type Intent = OrderIntent | AmendIntent | CancelIntent | ProtectIntent;

/** Why a fill happened at its price. */
export type FillCause =
  | 'next-open'
  | 'next-close'
  | 'decision-close'
  | 'previous-close'
  | 'closing-auction'
  | 'limit-through'
  | 'limit-gap-open'
  | 'stop-touched'
  | 'stop-gap-open'
  | 'stop-limit'
  | 'stop-loss'
  | 'stop-loss-gap-open'
  | 'take-profit'
  | 'take-profit-gap-open'
  | 'bust'
  | 'finalise';

/** A fill. The simulated market reuses one object: copy it to keep it. */
export interface FillEvent {
  /** The order's id; 0 for the protective exit of a position. */
  order: number;
  leg: number;
  /** Open time of the bar it happened in, and its row in the leg's frame. */
  time: number;
  row: number;
  side: 1 | -1;
  /** Shares, positive. */
  quantity: number;
  price: number;
  /** The price before spread and slippage. */
  reference: number;
  /** The limit or stop that was reached; 0 for a market order. */
  level: number;
  /** Commission in units of 1e-4. */
  feeUnits: number;
  cause: FillCause;
  /** Filled for less than ordered because cash did not pay for more; the rest is dropped. */
  cashLimited: boolean;
  /** What is left of the order and goes on working; 0 when it is done. */
  left: number;
}

/** Why an order ended without a (further) fill. */
export type ClosedReason =
  | 'cancelled'
  | 'oco'
  | 'parent-ended'
  | 'expired'
  | 'no-fill-at-once'
  | 'no-cash'
  | 'no-position'
  | 'exited'
  | 'end-of-data'
  | 'below-one-share';
