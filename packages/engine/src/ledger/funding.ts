import type { Terms } from '@bot-v2/sdk';
import type { LoopPolicies } from '../policies/index.js';
import type { Ledger } from './ledger.js';

/** What an account may open, in money of its own: cash, or equity that is free of margin. */
export interface Funding {
  /** Money for new risk at the marks. */
  available(): number;
  /** Money that closing `quantity` of a position (on `side`) at `price` sets free. */
  freedBy(leg: number, side: 1 | -1, quantity: number, price: number): number;
  /** The same of a position whose entry is not looked at. */
  freedOnPaper(leg: number, side: 1 | -1, quantity: number, price: number): number;
  /** Money that one unit opened on `side` at `price` takes, without its commission. */
  unitCost(leg: number, side: 1 | -1, price: number): number;
}

/**
 * How an account pays for what it opens. A cash account pays in full, and a short sale needs its proceeds and as much
 * again; with `buyingPower` `cash` a short sale brings its proceeds, which may be spent, with `cash-less-shorts` it takes
 * what a purchase would; a margin account needs the initial requirement, with those two of what it buys at its price alone; a
 * future the margin of its contracts.
 */
export function fundingOf(ledger: Ledger, terms: Terms, buyingPower: LoopPolicies['buyingPower']): Funding {
  const { margin } = terms;
  if (buyingPower !== 'free-cash')
    return new PlainCash(ledger, margin?.initial ?? 1, buyingPower === 'cash-less-shorts');
  return margin === undefined ? new FreeCash(ledger) : new MarginFunding(ledger, margin.initial);
}

/** Settled variation and margin of a future when it is closed. */
function futureFreed(ledger: Ledger, leg: number, side: 1 | -1, quantity: number, price: number): number {
  const variation = -side * (price - ledger.mark[leg]!) * ledger.multiplier[leg]!;
  return quantity * (ledger.contractMargin[leg]! + variation);
}

class FreeCash implements Funding {
  constructor(private readonly ledger: Ledger) {}

  available(): number {
    const { ledger } = this;
    let value = ledger.cash;
    for (let leg = 0; leg < ledger.legs; leg++) {
      const margin = ledger.contractMargin[leg]!;
      const quantity = ledger.quantity[leg]!;
      if (margin !== 0) value += ledger.valueOf(leg) - margin * Math.abs(quantity);
      else if (quantity < 0) value += 2 * quantity * ledger.mark[leg]! * ledger.multiplier[leg]!;
    }
    return value;
  }

  freedBy(leg: number, side: 1 | -1, quantity: number, price: number): number {
    const { ledger } = this;
    if (ledger.contractMargin[leg] !== 0) return futureFreed(ledger, leg, side, quantity, price);
    return side < 0
      ? quantity * price * ledger.multiplier[leg]!
      : quantity * (2 * ledger.mark[leg]! - price) * ledger.multiplier[leg]!;
  }

  freedOnPaper(leg: number, side: 1 | -1, quantity: number, price: number): number {
    return this.freedBy(leg, side, quantity, price);
  }

  unitCost(leg: number, _: 1 | -1, price: number): number {
    const margin = this.ledger.contractMargin[leg]!;
    return margin !== 0 ? margin : price * this.ledger.multiplier[leg]!;
  }
}

/**
 * Cash as it is, of purchases the `initial` part of their price: the rest of it is lent. Where shorts bind cash, their
 * proceeds are not there, and the same part of them is bound.
 */
class PlainCash implements Funding {
  constructor(
    private readonly ledger: Ledger,
    private readonly initial: number,
    private readonly shortsBind: boolean,
  ) {}

  available(): number {
    const { ledger } = this;
    let value = ledger.settledCash();
    if (this.initial === 1 && !this.shortsBind) return value;
    for (let leg = 0; leg < ledger.legs; leg++) value += this.lent(leg, ledger.quantity[leg]!);
    return value;
  }

  /** What there is to spend beyond cash for a part of a position, or less than that for one that is short, by its entry. */
  private lent(leg: number, quantity: number): number {
    const { contractMargin, averagePrice, multiplier } = this.ledger;
    if (quantity === 0 || contractMargin[leg] !== 0 || (quantity < 0 && !this.shortsBind)) return 0;
    return (1 - Math.sign(quantity) * this.initial) * quantity * averagePrice[leg]! * multiplier[leg]!;
  }

  freedBy(leg: number, side: 1 | -1, quantity: number, price: number): number {
    const { ledger } = this;
    if (ledger.contractMargin[leg] !== 0) return futureFreed(ledger, leg, side, quantity, price);
    return -side * quantity * price * ledger.multiplier[leg]! - this.lent(leg, -side * quantity);
  }

  freedOnPaper(leg: number, side: 1 | -1, quantity: number, price: number): number {
    return quantity * this.unitCost(leg, side > 0 ? -1 : 1, price);
  }

  unitCost(leg: number, side: 1 | -1, price: number): number {
    const margin = this.ledger.contractMargin[leg]!;
    if (margin !== 0) return margin;
    // A short sale brings its proceeds, unless it binds cash.
    return (side > 0 || this.shortsBind ? this.initial : -1) * price * this.ledger.multiplier[leg]!;
  }
}

class MarginFunding implements Funding {
  constructor(
    private readonly ledger: Ledger,
    private readonly initial: number,
  ) {}

  available(): number {
    const { ledger, initial } = this;
    let value = ledger.equity();
    for (let leg = 0; leg < ledger.legs; leg++) {
      const margin = ledger.contractMargin[leg]!;
      value -= margin !== 0 ? margin * Math.abs(ledger.quantity[leg]!) : initial * Math.abs(ledger.valueOf(leg));
    }
    return value;
  }

  freedBy(leg: number, side: 1 | -1, quantity: number, price: number): number {
    const { ledger, initial } = this;
    if (ledger.contractMargin[leg] !== 0) return futureFreed(ledger, leg, side, quantity, price);
    const mark = ledger.mark[leg]!;
    return quantity * (initial * mark - side * (price - mark)) * ledger.multiplier[leg]!;
  }

  freedOnPaper(leg: number, side: 1 | -1, quantity: number, price: number): number {
    return this.freedBy(leg, side, quantity, price);
  }

  unitCost(leg: number, side: 1 | -1, price: number): number {
    const { ledger, initial } = this;
    const margin = ledger.contractMargin[leg]!;
    if (margin !== 0) return margin;
    // Opened away from the mark, the difference to it is lost or won at once.
    const paid = side * (price - ledger.mark[leg]!);
    return (initial * ledger.mark[leg]! + Math.max(0, paid)) * ledger.multiplier[leg]!;
  }
}

/** The maintenance requirement of all positions at their marks: what equity must not fall below. */
export function maintenanceOf(ledger: Ledger, margin: NonNullable<Terms['margin']>): number {
  let required = 0;
  for (let leg = 0; leg < ledger.legs; leg++) {
    const contract = ledger.contractMargin[leg]!;
    const value = ledger.valueOf(leg);
    if (contract !== 0) required += contract * Math.abs(ledger.quantity[leg]!);
    else required += value < 0 ? -value * margin.maintenanceShort : value * margin.maintenance;
  }
  return required;
}
