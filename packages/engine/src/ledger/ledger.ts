import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { Instrument, ToUnits } from '../costs/index.js';

/** What a ledger counts by. */
export interface LedgerSettings {
  /** How amounts become money units; rounded when absent. */
  readonly units?: ToUnits;
  /** By leg; shares when absent. */
  readonly instruments?: readonly Instrument[];
}

/** Plain copy of a ledger. */
export interface LedgerSnapshot {
  readonly cashUnits: number;
  readonly interestUnits: number;
  readonly borrowUnits: number;
  readonly quantity: readonly number[];
  readonly averagePrice: readonly number[];
  readonly adjustedEntry: readonly number[];
  readonly mark: readonly number[];
  readonly flowUnits: readonly number[];
}

/**
 * Cash and positions of an account that trades several legs. Cash is an integer number of 1e-4 (unless money is exact),
 * so that sums are exact; quantities and prices are doubles. The value of a position is quantity × multiplier × mark, of a
 * future as well: `cash` is then the balance its notional was taken from, `settledCash` what a statement shows. One of the
 * two places (with matching) where money changes.
 */
export class Ledger {
  cashUnits: number;
  /** Interest credited so far, in money units. */
  interestUnits = 0;
  /** Shares by leg, negative when short. */
  readonly quantity: Float64Array;
  /** Average entry price by leg in raw shares of today (the cost basis); NaN when flat. */
  readonly averagePrice: Float64Array;
  /** The same with the dividends since taken out, as prices adjusted as of today show the entry; NaN when flat. */
  readonly adjustedEntry: Float64Array;
  /** Last price by leg; 0 before the first. */
  readonly mark: Float64Array;
  /** Sum of the cash flows of each leg, in money units: with the position's value, the leg's profit. */
  readonly flowUnits: Float64Array;
  /** Units of the underlying in one contract, by leg. */
  readonly multiplier: Float64Array;
  /** Margin posted for one contract, by leg; 0 for what is paid for in full. */
  readonly contractMargin: Float64Array;
  /** Fees on short positions so far, in money units. */
  borrowUnits = 0;
  readonly hasFutures: boolean;
  private readonly units: ToUnits;

  constructor(
    cash: number,
    readonly legs: number,
    settings: LedgerSettings = {},
  ) {
    this.units = settings.units ?? toMoneyUnits;
    const { instruments } = settings;
    this.multiplier = Float64Array.from({ length: legs }, (_, leg) => instruments?.[leg]?.multiplier ?? 1);
    this.contractMargin = Float64Array.from({ length: legs }, (_, leg) => instruments?.[leg]?.contractMargin ?? 0);
    this.hasFutures = this.contractMargin.some((margin) => margin !== 0);
    this.cashUnits = this.units(cash);
    this.quantity = new Float64Array(legs);
    this.averagePrice = new Float64Array(legs).fill(NaN);
    this.adjustedEntry = new Float64Array(legs).fill(NaN);
    this.mark = new Float64Array(legs);
    this.flowUnits = new Float64Array(legs);
  }

  get cash(): number {
    return this.cashUnits / moneyUnits;
  }

  /** Cash plus positions at their marks. */
  equity(): number {
    let value = this.cashUnits / moneyUnits;
    for (let leg = 0; leg < this.legs; leg++) value += this.valueOf(leg);
    return value;
  }

  /** Value of a leg's position at its mark, negative when short. */
  valueOf(leg: number): number {
    return this.quantity[leg]! * this.mark[leg]! * this.multiplier[leg]!;
  }

  /** Cash as a statement shows it: futures settled at their marks, their margin posted. */
  settledCash(): number {
    let value = this.cashUnits / moneyUnits;
    for (let leg = 0; leg < this.legs; leg++) {
      const margin = this.contractMargin[leg]!;
      if (margin !== 0) value += this.valueOf(leg) - margin * Math.abs(this.quantity[leg]!);
    }
    return value;
  }

  /** Settles a fill of `signed` shares. The average price changes when the position grows or turns. */
  fill(leg: number, signed: number, price: number, feeUnits: number): void {
    const flow = -this.units(signed * price * this.multiplier[leg]!) - feeUnits;
    this.cashUnits += flow;
    this.flowUnits[leg] = this.flowUnits[leg]! + flow;
    const before = this.quantity[leg]!;
    const after = settle(before + signed);
    if (after === 0) this.setEntry(leg, NaN, NaN);
    else if (before === 0 || before * after < 0) this.setEntry(leg, price, price);
    else if (before * signed > 0) {
      const average = (this.averagePrice[leg]! * before + price * signed) / after;
      this.setEntry(leg, average, (this.adjustedEntry[leg]! * before + price * signed) / after);
    }
    this.quantity[leg] = after;
  }

  private setEntry(leg: number, average: number, adjusted: number): void {
    this.averagePrice[leg] = average;
    this.adjustedEntry[leg] = adjusted;
  }

  /** Multiplies a leg's shares by a split `ratio` and leaves `kept` of them; prices of the position are divided. */
  split(leg: number, ratio: number, kept: number): void {
    this.quantity[leg] = kept;
    if (kept === 0) this.setEntry(leg, NaN, NaN);
    else this.setEntry(leg, this.averagePrice[leg]! / ratio, this.adjustedEntry[leg]! / ratio);
    this.mark[leg] = this.mark[leg]! / ratio;
  }

  /** Credits (or, when short, debits) a cash amount to a leg; returns the money units moved. */
  credit(leg: number, amount: number): number {
    const units = this.units(amount);
    this.cashUnits += units;
    this.flowUnits[leg] = this.flowUnits[leg]! + units;
    return units;
  }

  /** Credits (or, for debt, debits) interest, which belongs to no leg; returns the money units moved. */
  creditInterest(amount: number): number {
    const units = this.units(amount);
    this.cashUnits += units;
    this.interestUnits += units;
    return units;
  }

  /** Charges a leg the fee on its short position; returns the money units moved. */
  chargeBorrow(leg: number, amount: number): number {
    const units = this.credit(leg, -amount);
    this.borrowUnits -= units;
    return units;
  }

  /** Cash becomes nothing: a bankrupt account is closed. Returns the money units moved. */
  writeOff(): number {
    const units = -this.cashUnits;
    this.cashUnits = 0;
    return units;
  }

  /** What a leg has earned so far: its cash flows plus its position at the mark. */
  profit(leg: number): number {
    return this.flowUnits[leg]! / moneyUnits + this.valueOf(leg);
  }

  snapshot(): LedgerSnapshot {
    return {
      cashUnits: this.cashUnits,
      interestUnits: this.interestUnits,
      borrowUnits: this.borrowUnits,
      quantity: [...this.quantity],
      averagePrice: [...this.averagePrice],
      adjustedEntry: [...this.adjustedEntry],
      mark: [...this.mark],
      flowUnits: [...this.flowUnits],
    };
  }

  restore(snapshot: LedgerSnapshot): void {
    this.cashUnits = snapshot.cashUnits;
    this.interestUnits = snapshot.interestUnits;
    this.borrowUnits = snapshot.borrowUnits;
    this.quantity.set(snapshot.quantity);
    this.averagePrice.set(snapshot.averagePrice);
    this.adjustedEntry.set(snapshot.adjustedEntry);
    this.mark.set(snapshot.mark);
    this.flowUnits.set(snapshot.flowUnits);
  }
}

/** A remainder below a billionth of a share is float noise, not a position. */
function settle(quantity: number): number {
  return Math.abs(quantity) < 5e-10 ? 0 : quantity;
}
