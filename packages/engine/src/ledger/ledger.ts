import { moneyUnits, toMoneyUnits } from '../costs/index.js';

/** Plain copy of a ledger. */
export interface LedgerSnapshot {
  readonly cashUnits: number;
  readonly interestUnits: number;
  readonly quantity: readonly number[];
  readonly averagePrice: readonly number[];
  readonly adjustedEntry: readonly number[];
  readonly mark: readonly number[];
  readonly flowUnits: readonly number[];
}

/**
 * Cash and positions of an account that trades several legs. Cash is an integer number of 1e-4, so that sums are
 * exact; quantities and prices are doubles. One of the two places (with matching) where money changes.
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

  constructor(
    cash: number,
    readonly legs: number,
  ) {
    this.cashUnits = toMoneyUnits(cash);
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
    for (let leg = 0; leg < this.legs; leg++) value += this.quantity[leg]! * this.mark[leg]!;
    return value;
  }

  /** Cash that may be spent on new risk: cash less twice the value of what is short (its proceeds, and as much again). */
  available(): number {
    let value = this.cashUnits / moneyUnits;
    for (let leg = 0; leg < this.legs; leg++) {
      if (this.quantity[leg]! < 0) value += 2 * this.quantity[leg]! * this.mark[leg]!;
    }
    return value;
  }

  /** Settles a fill of `signed` shares. The average price changes when the position grows or turns. */
  fill(leg: number, signed: number, price: number, feeUnits: number): void {
    const flow = -toMoneyUnits(signed * price) - feeUnits;
    this.cashUnits += flow;
    this.flowUnits[leg] = this.flowUnits[leg]! + flow;
    const before = this.quantity[leg]!;
    const after = settle(before + signed);
    if (after === 0) this.setEntry(leg, NaN, NaN);
    else if (before === 0 || before * after < 0) this.setEntry(leg, price, price);
    else if (before * signed > 0) {
      const mean = (average: number) => (average * before + price * signed) / after;
      this.setEntry(leg, mean(this.averagePrice[leg]!), mean(this.adjustedEntry[leg]!));
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
    const units = toMoneyUnits(amount);
    this.cashUnits += units;
    this.flowUnits[leg] = this.flowUnits[leg]! + units;
    return units;
  }

  /** Credits interest, which belongs to no leg. */
  creditInterest(amount: number): void {
    const units = toMoneyUnits(amount);
    this.cashUnits += units;
    this.interestUnits += units;
  }

  /** What a leg has earned so far: its cash flows plus its position at the mark. */
  profit(leg: number): number {
    return this.flowUnits[leg]! / moneyUnits + this.quantity[leg]! * this.mark[leg]!;
  }

  snapshot(): LedgerSnapshot {
    return {
      cashUnits: this.cashUnits,
      interestUnits: this.interestUnits,
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
