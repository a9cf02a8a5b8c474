import type { Costs } from '@bot-v2/sdk';
import { roundAdverse, toMoneyUnits } from './rounding.js';

/** The cost model of a run: what market and stop fills give up against the reference price, and the commission. */
export class FillCosts {
  /** Fraction of the price lost by a market or stop fill. */
  readonly adverseFraction: number;
  /** Share of `adverseFraction` that is spread, the rest being slippage; 0 when there is neither. */
  readonly spreadShare: number;
  readonly commissionRate: number;

  constructor(costs: Costs) {
    const bps = costs.halfSpreadBps + costs.slippageBps;
    this.adverseFraction = bps / 10_000;
    this.spreadShare = bps === 0 ? 0 : costs.halfSpreadBps / bps;
    this.commissionRate = costs.commissionRate;
  }

  /** The price a market or stop order gets around `reference`: half-spread and slippage against the trader, rounded. */
  marketPrice(reference: number, side: 1 | -1): number {
    if (this.adverseFraction === 0) return reference;
    return roundAdverse(reference * (1 + side * this.adverseFraction), side);
  }

  /** Commission in money units (1e-4, half to even). */
  feeUnits(quantity: number, price: number): number {
    return this.commissionRate === 0 ? 0 : toMoneyUnits(quantity * price * this.commissionRate);
  }
}
