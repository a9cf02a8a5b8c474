import { isClose } from './order-size.js';

/** What a symbol has at its turn: units, and what those brought that were sold short. */
export interface Column {
  readonly position: number;
  readonly debt: number;
}

/** A position as the account has it; rounding to lots leaves a trace of one that was closed. */
export function columnOf({ quantity, entryPrice }: { quantity: number; entryPrice: number }): Column {
  if (isClose(quantity, 0)) return { position: 0, debt: 0 };
  return { position: quantity, debt: quantity < 0 ? -quantity * entryPrice : 0 };
}

/** Money without the trace that rounding to lots leaves of cash that was spent in full. */
export const moneyOf = (money: number, equity: number): number => (Math.abs(money) <= equity * 1e-9 ? 0 : money);
