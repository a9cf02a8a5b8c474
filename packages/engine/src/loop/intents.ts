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
  /** Shares, positive. */
  readonly quantity: number;
  readonly type: 'market' | 'limit' | 'stop';
  /** Limit or stop price; absent for a market order. */
  readonly price?: number;
  readonly stopLoss?: number;
  readonly takeProfit?: number;
  readonly reason: string;
}

/** Takes a resting order back. */
export interface CancelIntent {
  readonly kind: 'cancel';
  readonly id: number;
  readonly symbol: string;
  readonly leg: number;
  readonly at: number;
}

/** Replaces the protective prices of an open position; both absent removes the protection. */
export interface ProtectIntent {
  readonly kind: 'protect';
  readonly symbol: string;
  readonly leg: number;
  readonly at: number;
  readonly stopLoss?: number;
  readonly takeProfit?: number;
}

/** What a loop asks of a broker. */
export type Intent = OrderIntent | CancelIntent | ProtectIntent;

/** Why a fill happened at its price. */
export type FillCause =
  | 'next-open'
  | 'next-close'
  | 'limit-through'
  | 'limit-gap-open'
  | 'stop-touched'
  | 'stop-gap-open'
  | 'stop-loss'
  | 'stop-loss-gap-open'
  | 'take-profit'
  | 'take-profit-gap-open';

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
  /** Commission in units of 1e-4. */
  feeUnits: number;
  cause: FillCause;
  /** Filled for less than ordered because cash did not pay for more; the rest is dropped. */
  cashLimited: boolean;
}

/** Why an order ended without a (further) fill. */
export type ClosedReason = 'cancelled' | 'no-cash' | 'no-position' | 'end-of-data' | 'below-one-share';
