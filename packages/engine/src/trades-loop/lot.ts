import type { LotOrder } from './lot-order.js';

/** One entry that is still open, with its own protection. Quantities are signed: negative when short. */
export interface Lot {
  /** Id of the order that opened it. */
  readonly order: number;
  readonly leg: number;
  quantity: number;
  /** Price paid, spread included. */
  entryPrice: number;
  /** Price before spread. */
  entryReference: number;
  readonly entryRow: number;
  readonly entryTime: number;
  readonly reason: string;
  /** Entry commission not charged yet: a convention may leave it to the exit. */
  deferred: number;
  /** Dividends received, and cash for fractions of a split. */
  income: number;
  /** The working stop-loss and take-profit; null without one. */
  stopLoss: LotOrder | null;
  takeProfit: LotOrder | null;
}

/** A lot, or a part of one, that was closed. */
export interface ClosedLot {
  readonly leg: number;
  /** Signed: negative when it was short. */
  readonly quantity: number;
  readonly entryRow: number;
  readonly exitRow: number;
  readonly entryTime: number;
  readonly exitTime: number;
  readonly entryPrice: number;
  readonly exitPrice: number;
  /** Protective prices it had last; null without one, and for a part closed off a larger lot. */
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
  /** Net of the commission below, dividends included. */
  readonly pnl: number;
  /** Commission of its entry and its exit, each as of this quantity alone. */
  readonly commission: number;
  /** Spread and slippage paid, in currency. */
  readonly spread: number;
  readonly entryReason: string;
  readonly exitReason: string;
}
