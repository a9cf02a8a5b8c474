import { invariant } from '@bot-v2/sdk';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { FillEvent } from '../loop/intents.js';
import type { Ledger } from './ledger.js';

/**
 * A second set of books, kept from fills and actions alone: cash must reconcile to the unit, every position must be
 * the sum of its fills, and equity must be cash plus positions at their marks. A difference is `BOT_INVARIANT`.
 */
export class Auditor {
  private cashUnits: number;
  private readonly position: Float64Array;

  constructor(private readonly ledger: Ledger) {
    this.cashUnits = ledger.cashUnits;
    this.position = ledger.quantity.slice();
  }

  fill(f: FillEvent): void {
    this.cashUnits -= toMoneyUnits(f.side * f.quantity * f.price) + f.feeUnits;
    this.position[f.leg] = this.position[f.leg]! + f.side * f.quantity;
  }

  /** Cash of a dividend, of interest or of a fraction of a share. */
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
    if (ledger.cashUnits !== this.cashUnits) return false;
    for (let leg = 0; leg < ledger.legs; leg++) {
      const held = this.position[leg]!;
      const size = Math.abs(held);
      if (!(Math.abs(ledger.quantity[leg]! - held) <= 1e-9 * (size > 1 ? size : 1))) return false;
    }
    return true;
  }

  /** Compares the books with the ledger at the close of a bar whose equity was taken as `equity`. */
  check(equity: number, time: number): void {
    const { ledger } = this;
    let value = this.cashUnits / moneyUnits;
    for (let leg = 0; leg < ledger.legs; leg++) value += this.position[leg]! * ledger.mark[leg]!;
    if (
      this.agrees() &&
      Math.abs(value - equity) <= 1e-9 * (Math.abs(value) + Math.abs(this.cashUnits / moneyUnits) + 1)
    )
      return;
    invariant(false, 'the ledger does not reconcile to its fills', {
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
