import type { Costs } from '@bot-v2/sdk';
import type { CommissionModel, FillModel } from './models.js';
import { toUnitsOf } from './money.js';
import type { ToUnits } from './money.js';
import { roundAdverse } from './rounding.js';

/** Conventions and models that differ from the terms' own. */
export interface FillCostSettings {
  /** Fees and prices rounded as a broker does (default), or exact. */
  readonly money?: 'rounded' | 'exact';
  /** Largest share of a bar's volume that may be filled; none when absent. */
  readonly volumeShare?: number | undefined;
  readonly commission?: CommissionModel | undefined;
  readonly fills?: FillModel | undefined;
}

/** The costs of a run: what market and stop fills give up against the reference price, and the commission. */
export class FillCosts implements CommissionModel, FillModel {
  /** Fraction of the price lost by a market or stop fill. */
  readonly adverseFraction: number;
  /** Share of `adverseFraction` that is spread, the rest being slippage; 0 when there is neither. */
  readonly spreadShare: number;
  /** What the terms charge of the notional, and for a unit. */
  readonly commissionRate: number;
  readonly commissionPerUnit: number;
  /** The commission as a fraction of what a fill is worth, where it is nothing but that; else NaN. */
  readonly feeRate: number;
  /** The commission is by code: the terms say nothing of it. */
  readonly byModel: boolean;
  /** Whether some fill may pay a commission or an adverse price at all. */
  private readonly free: boolean;
  private readonly exact: boolean;
  private readonly units: ToUnits;
  private readonly commissions: CommissionModel;
  private readonly fills: FillModel;
  private readonly volumeShare: number;

  constructor(
    private readonly costs: Costs,
    settings: FillCostSettings = {},
  ) {
    const bps = costs.halfSpreadBps + costs.slippageBps;
    this.adverseFraction = bps / 10_000;
    this.spreadShare = bps === 0 ? 0 : costs.halfSpreadBps / bps;
    this.commissionRate = costs.commissionRate;
    this.commissionPerUnit = costs.commissionPerUnit ?? 0;
    this.exact = settings.money === 'exact';
    this.units = toUnitsOf(settings.money ?? 'rounded');
    this.volumeShare = settings.volumeShare ?? Infinity;
    this.commissions = settings.commission ?? this;
    this.byModel = settings.commission !== undefined;
    this.fills = settings.fills ?? this;
    const proportional =
      settings.commission === undefined &&
      this.commissionPerUnit === 0 &&
      (costs.commissionPerOrder ?? 0) === 0 &&
      (costs.commissionMinimum ?? 0) === 0;
    this.feeRate = proportional ? costs.commissionRate : NaN;
    this.free = this.feeRate === 0;
  }

  commission(quantity: number, notional: number): number {
    const { commissionRate, commissionPerUnit } = this;
    const { commissionPerOrder = 0, commissionMinimum = 0 } = this.costs;
    if (quantity === 0) return 0;
    const amount = notional * commissionRate + quantity * commissionPerUnit + commissionPerOrder;
    return amount < commissionMinimum ? commissionMinimum : amount;
  }

  price(reference: number, side: 1 | -1): number {
    return this.adverseFraction === 0 ? reference : reference * (1 + side * this.adverseFraction);
  }

  capacity(volume: number): number {
    return this.volumeShare === Infinity ? Infinity : volume * this.volumeShare;
  }

  /** The most units a bar of this volume fills; `range` is its high less its low. */
  capacityOf(volume: number, range: number): number {
    return this.fills.capacity(volume, range);
  }

  /**
   * The price a market or stop order gets around `reference`: half-spread and slippage against the trader, rounded (nine
   * digits, or to a tick) against the trader too unless money is exact.
   */
  marketPrice(reference: number, side: 1 | -1, tick = 0, quantity = 0, volume = 0): number {
    const price = this.fills.price(reference, side, quantity, volume);
    if (tick !== 0) return side > 0 ? Math.ceil(price / tick - 1e-9) * tick : Math.floor(price / tick + 1e-9) * tick;
    return price === reference || this.exact ? price : roundAdverse(price, side);
  }

  /** Commission in money units (1e-4) of an order that has filled `quantity` units for `notional`. */
  orderFeeUnits(quantity: number, notional: number): number {
    return this.free ? 0 : this.units(this.commissions.commission(quantity, notional));
  }

  /** Commission in money units of a single fill. */
  feeUnits(quantity: number, price: number, multiplier = 1): number {
    const notional = quantity * price * multiplier;
    const { feeRate } = this;
    // Most commissions are a fraction, and most runs have no other.
    if (feeRate >= 0) return feeRate === 0 ? 0 : this.units(notional * feeRate);
    return this.orderFeeUnits(quantity, notional);
  }
}
