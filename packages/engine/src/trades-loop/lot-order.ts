import type { Lot } from './lot.js';

/** What an order is there for: to open, to close a lot at market, or to protect one. */
export type LotOrderRole = 'entry' | 'close' | 'stop-loss' | 'take-profit';

/** An order waiting in the queue of a leg. Prices are 0 when absent. */
export interface LotOrder {
  /** Id the strategy knows it by; 0 for a protective order, and for what the loop itself places. */
  readonly id: number;
  readonly role: LotOrderRole;
  readonly side: 1 | -1;
  /** Shares, positive; 0 while only `fraction` is known. */
  quantity: number;
  /** Part of what may be invested, when it is sized at its fill; else 0. */
  readonly fraction: number;
  /** Trigger; 0 as well once it has been reached. */
  stop: number;
  limit: number;
  /** Protection of the lot it opens. */
  stopLoss: number;
  takeProfit: number;
  /** The lot it closes or protects. */
  readonly lot: Lot | null;
  /** First row it may act on. */
  readonly from: number;
  readonly reason: string;
  /** False once it is filled, cancelled or refused. */
  alive: boolean;
}

/** Whether an order is the stop-loss or take-profit of a lot. */
export function isProtective({ role }: LotOrder): boolean {
  return role === 'stop-loss' || role === 'take-profit';
}

/** An order at market that closes `quantity` of a lot. */
export function closingOrder(lot: Lot, quantity: number, from: number, reason: string): LotOrder {
  return {
    id: 0,
    role: 'close',
    side: lot.quantity > 0 ? -1 : 1,
    quantity,
    fraction: 0,
    stop: 0,
    limit: 0,
    stopLoss: 0,
    takeProfit: 0,
    lot,
    from,
    reason,
    alive: true,
  };
}

/** The stop-loss (or take-profit) of a lot at a price. */
export function protectiveOrder(lot: Lot, role: 'stop-loss' | 'take-profit', price: number, from: number): LotOrder {
  return {
    ...closingOrder(lot, Math.abs(lot.quantity), from, role),
    role,
    stop: role === 'stop-loss' ? price : 0,
    limit: role === 'take-profit' ? price : 0,
  };
}
