import type { Terms } from '@bot-v2/sdk';
import { lotOf } from '../costs/index.js';
import type { CommissionModel } from '../costs/index.js';

/** Commission of one execution, in currency. */
export type Commission = (quantity: number, price: number) => number;

/** What an account with lots trades under: amounts, not conventions. */
export interface LotTerms {
  /** Smallest quantity by leg: 1 for whole shares. */
  readonly lots: readonly number[];
  /** Value that may be held ÷ equity: 1 without borrowing. */
  readonly leverage: number;
  /** Fraction of the price given up where a fill pays spread. */
  readonly spread: number;
  /** Share of `spread` that is spread, the rest being slippage. */
  readonly spreadShare: number;
  /** For a positive quantity at a price; every execution is charged by itself. */
  readonly commission: Commission;
  readonly shorting: boolean;
  readonly cashInterest: number;
}

/** The terms of an account as the loop of lots needs them, by symbol of its legs. */
export function lotTermsOf(terms: Terms, symbols: readonly string[], model?: CommissionModel): LotTerms {
  const { costs, fractional, margin, instruments } = terms;
  const bps = costs.halfSpreadBps + costs.slippageBps;
  const { commissionRate: rate, commissionPerUnit = 0, commissionPerOrder = 0, commissionMinimum = 0 } = costs;
  const own: Commission = (quantity, price) =>
    Math.max(commissionMinimum, commissionPerOrder + quantity * price * rate + quantity * commissionPerUnit);
  return {
    lots: symbols.map((symbol) => instruments?.[symbol]?.lot ?? lotOf(fractional)),
    leverage: margin === undefined ? 1 : 1 / margin.initial,
    spread: bps / 10_000,
    spreadShare: bps === 0 ? 0 : costs.halfSpreadBps / bps,
    commission: model === undefined ? own : (quantity, price) => model.commission(quantity, quantity * price),
    shorting: terms.shorting,
    cashInterest: terms.cashInterest,
  };
}
