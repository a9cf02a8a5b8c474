import type { LoopPolicies } from '../policies/index.js';
import type { ClosedLot, Lot } from './lot.js';
import type { Commission } from './lot-terms.js';

/** Quantities that are closer than this are the same. */
const noise = 1e-12;

/** Where and when something fills. */
export interface LotFill {
  readonly price: number;
  /** Price before spread. */
  readonly reference: number;
  readonly row: number;
  readonly time: number;
  readonly reason: string;
}

/**
 * Cash and lots of an account, in exact doubles. Cash moves when a lot is closed and when commission is paid; what is
 * open counts at its mark.
 */
export class LotBook {
  cash: number;
  /** Open lots by leg, oldest first. */
  readonly lots: Lot[][];
  /** In the order they were closed. */
  readonly closed: ClosedLot[] = [];
  /** Last price by leg; 0 before the first. */
  readonly mark: Float64Array;
  /** Realised profit by leg, commission paid taken off. */
  readonly realised: Float64Array;
  /** Commission and spread paid so far. */
  commission = 0;
  spread = 0;
  interest = 0;

  constructor(
    capital: number,
    legs: number,
    private readonly rate: Commission,
    private readonly entryCommission: LoopPolicies['entryCommission'],
    private readonly steps: readonly number[],
  ) {
    this.cash = capital;
    this.lots = Array.from({ length: legs }, () => []);
    this.mark = new Float64Array(legs);
    this.realised = new Float64Array(legs);
  }

  /** Signed quantity of a leg over all its lots. */
  quantity(leg: number): number {
    let sum = 0;
    for (const lot of this.lots[leg]!) sum += lot.quantity;
    return sum;
  }

  /** Average entry price of the net quantity of a leg; NaN when it is 0. */
  averagePrice(leg: number): number {
    let cost = 0;
    for (const lot of this.lots[leg]!) cost += lot.quantity * lot.entryPrice;
    const quantity = this.quantity(leg);
    return quantity === 0 ? NaN : cost / quantity;
  }

  /** What a leg has earned so far, open lots at their marks. */
  profit(leg: number): number {
    return this.realised[leg]! + this.unrealised(leg);
  }

  /** Brings equity to 0 and returns what was added to cash; the first leg's profit bears it. */
  forgive(): number {
    const left = 0 - this.openGain();
    const amount = left - this.cash;
    this.cash = left;
    this.realised[0] = this.realised[0]! + amount;
    return amount;
  }

  /** Commission of an open lot's entry, as of what is left of it. */
  entryFee({ quantity, entryPrice }: Lot): number {
    return this.rate(Math.abs(quantity), entryPrice);
  }

  /** Gain of the open lots of a leg at its mark. */
  unrealised(leg: number): number {
    let sum = 0;
    for (const lot of this.lots[leg]!) sum += lot.quantity * (this.mark[leg]! - lot.entryPrice) + lot.income;
    return sum;
  }

  equity(): number {
    return this.cash + this.openGain();
  }

  private openGain(): number {
    let open = 0;
    for (let leg = 0; leg < this.lots.length; leg++) open += this.unrealised(leg);
    return open;
  }

  /** Equity that holds no lot at `leverage`, not below 0. */
  freeMargin(leverage: number): number {
    let used = 0;
    for (let leg = 0; leg < this.lots.length; leg++) {
      for (const lot of this.lots[leg]!) used += (Math.abs(lot.quantity) * this.mark[leg]!) / leverage;
    }
    return Math.max(0, this.equity() - used);
  }

  /** Opens a lot of `quantity` (signed); returns it and the commission paid now. */
  open(leg: number, order: number, quantity: number, fill: LotFill): { lot: Lot; fee: number } {
    const due = this.rate(Math.abs(quantity), fill.price);
    const fee = this.entryCommission === 'at-entry' ? due : 0;
    this.receive(leg, 0, fee);
    this.spread += Math.abs(quantity) * Math.abs(fill.price - fill.reference);
    const lot: Lot = {
      order,
      leg,
      quantity,
      entryPrice: fill.price,
      entryReference: fill.reference,
      entryRow: fill.row,
      entryTime: fill.time,
      reason: fill.reason,
      deferred: due - fee,
      income: 0,
      stopLoss: null,
      takeProfit: null,
    };
    this.lots[leg]!.push(lot);
    return { lot, fee };
  }

  /** Closes `quantity` (positive, at most all) of a lot; returns the commission paid now. */
  close(lot: Lot, quantity: number, fill: LotFill): number {
    const { leg } = lot;
    const side = lot.quantity > 0 ? 1 : -1;
    const whole = quantity >= Math.abs(lot.quantity);
    const part = side * quantity;
    const share = whole ? 1 : quantity / Math.abs(lot.quantity);
    const exitFee = this.rate(quantity, fill.price);
    const entryFee = this.rate(quantity, lot.entryPrice);
    const income = lot.income * share;
    const deferred = lot.deferred * share;
    const gain = part * (fill.price - lot.entryPrice) + income;
    const fee = exitFee + deferred;
    this.receive(leg, gain, fee);
    const spread = quantity * Math.abs(fill.price - fill.reference);
    this.spread += spread;
    this.closed.push({
      leg,
      quantity: part,
      entryRow: lot.entryRow,
      exitRow: fill.row,
      entryTime: lot.entryTime,
      exitTime: fill.time,
      entryPrice: lot.entryPrice,
      exitPrice: fill.price,
      stopLoss: whole ? (lot.stopLoss?.stop ?? null) : null,
      takeProfit: whole ? (lot.takeProfit?.limit ?? null) : null,
      pnl: gain - (entryFee + exitFee),
      commission: exitFee + entryFee,
      spread: spread + quantity * Math.abs(lot.entryPrice - lot.entryReference),
      entryReason: lot.reason,
      exitReason: fill.reason,
    });
    if (whole) {
      const lots = this.lots[leg]!;
      lots.splice(lots.indexOf(lot), 1);
    } else {
      lot.quantity = this.snap(leg, lot.quantity - part);
      lot.income -= income;
      lot.deferred -= deferred;
    }
    return fee;
  }

  /**
   * A difference of quantities without the noise of its subtraction: the whole number of smallest ones it is next to.
   * What a split made is no such number, and stays.
   */
  snap(leg: number, quantity: number): number {
    const step = this.steps[leg]!;
    const whole = Math.round(quantity / step) * step;
    return Math.abs(quantity - whole) <= noise ? whole + 0 : quantity;
  }

  /** Books a gain net of its fee in one sum: what they leave of each other is exact. */
  private receive(leg: number, gain: number, fee: number): void {
    this.cash += gain - fee;
    this.commission += fee;
    this.realised[leg] = this.realised[leg]! + (gain - fee);
  }

  /** Credits interest on positive cash. */
  credit(amount: number): void {
    this.cash += amount;
    this.interest += amount;
  }
}
