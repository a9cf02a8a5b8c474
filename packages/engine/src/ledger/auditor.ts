import { invariant } from '@bot-v2/sdk';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { ToUnits } from '../costs/index.js';
import type { FillEvent } from '../loop/intents.js';
import type { Ledger } from './ledger.js';

/**
 * A second set of books, kept from fills and actions alone: cash must reconcile to the unit (to rounding, when money is
 * exact), every position must be the sum of its fills, and equity must be cash plus positions at their marks. A difference
 * is `BOT_INVARIANT`, named with its bar.
 */
export class Auditor {
  private cashUnits: number;
  private readonly position: Float64Array;
  private readonly whole: boolean;

  constructor(
    private readonly ledger: Ledger,
    private readonly units: ToUnits = toMoneyUnits,
  ) {
    this.cashUnits = ledger.cashUnits;
    this.position = ledger.quantity.slice();
    this.whole = units === toMoneyUnits;
  }

  /** Books a fill. Quantity and price must be positive numbers, the fee a number. */
  fill(f: FillEvent): void {
    const { quantity, price, feeUnits } = f;
    if (!(quantity > 0 && price > 0 && Number.isFinite(quantity * price + feeUnits))) {
      invariant(false, `a fill of ${quantity} at ${price} cannot be, at ${isoTime(f.time)}`, { ...f, time: f.time });
    }
    this.cashUnits -= this.units(f.side * quantity * price * this.ledger.multiplier[f.leg]!) + feeUnits;
    const after = this.position[f.leg]! + f.side * quantity;
    // Less than half of the smallest step is rounding, not a position.
    this.position[f.leg] = Math.abs(after) < 5e-10 ? 0 : after;
  }

  /** Cash of a dividend, of interest, of a fee or of a fraction of a share. */
  cash(units: number): void {
    this.cashUnits += units;
  }

  split(leg: number, ratio: number, fraction: number): void {
    this.position[leg] = this.position[leg]! * ratio - fraction;
  }

  /** Cash by these books. */
  get cashNow(): number {
    return this.cashUnits / moneyUnits;
  }

  /** Shares of a leg by these books. */
  quantityOf(leg: number): number {
    return this.position[leg]!;
  }

  /** Whether cash and every position are those of the ledger. */
  agrees(): boolean {
    const { ledger } = this;
    if (ledger.cashUnits !== this.cashUnits && (this.whole || !close(ledger.cashUnits, this.cashUnits))) return false;
    for (let leg = 0; leg < ledger.legs; leg++) {
      const held = this.position[leg]!;
      const size = Math.abs(held);
      if (!(Math.abs(ledger.quantity[leg]! - held) <= 1e-9 * (size > 1 ? size : 1))) return false;
    }
    return true;
  }

  /** Whether cash and the position of the only leg are those of the ledger to the last bit: equity then needs no comparison. */
  identical(): boolean {
    return this.ledger.cashUnits === this.cashUnits && this.ledger.quantity[0] === this.position[0];
  }

  /** Whether these books of the only leg (of shares) agree with the ledger, and at `price` with its equity. */
  confirms(equity: number, price: number): boolean {
    const cash = this.cashUnits / moneyUnits;
    const value = cash + this.position[0]! * price;
    return this.agrees() && Math.abs(value - equity) <= 1e-9 * (Math.abs(value) + Math.abs(cash) + 1);
  }

  /** Compares the books with the ledger at the close of a bar whose equity was taken as `equity`. */
  check(equity: number, time: number): void {
    const { ledger } = this;
    const cash = this.cashUnits / moneyUnits;
    let value = cash;
    let size = Math.abs(cash) + 1;
    for (let leg = 0; leg < ledger.legs; leg++) {
      const worth = this.position[leg]! * ledger.mark[leg]! * ledger.multiplier[leg]!;
      value += worth;
      size += Math.abs(worth);
    }
    if (this.agrees() && Math.abs(value - equity) <= 1e-9 * size) return;
    invariant(false, `the ledger does not reconcile to its fills at ${isoTime(time)}`, {
      time,
      cash: ledger.cash,
      cashFromFills: this.cashUnits / moneyUnits,
      quantity: [...ledger.quantity],
      quantityFromFills: [...this.position],
      equity,
      equityFromFills: value,
    });
  }

  /** Takes the ledger's present state as the new start, after a restore. */
  restart(): void {
    this.cashUnits = this.ledger.cashUnits;
    this.position.set(this.ledger.quantity);
  }
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * (Math.abs(a) + moneyUnits);
}

function isoTime(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString() : String(time);
}
