import { invariant } from '@bot-v2/sdk';
import type { LotBook } from './lot-book.js';

/**
 * A second set of books, kept from executions alone: what was paid and received at each fill, and the sum of signed
 * quantities. Cash plus position at its mark must be the equity of the lots, and every position the sum of its lots.
 */
export class LotAuditor {
  private readonly position: Float64Array;
  private cash: number;
  /** Largest amount so far: what was added to and taken from it leaves an error of its size. */
  private largest = 1;

  constructor(
    private readonly book: LotBook,
    legs: number,
  ) {
    this.cash = book.cash;
    this.position = new Float64Array(legs);
  }

  fill(leg: number, signed: number, price: number, fee: number): void {
    this.cash -= signed * price + fee;
    this.position[leg] = this.position[leg]! + signed;
  }

  /** Cash from elsewhere: dividends, interest, a debt forgiven. */
  receive(amount: number): void {
    this.cash += amount;
  }

  split(leg: number, ratio: number): void {
    this.position[leg] = this.position[leg]! * ratio;
  }

  /** @throws BOT_INVARIANT when the two sets of books differ */
  check(equity: number, time: number): void {
    let value = this.cash;
    this.largest = Math.max(this.largest, Math.abs(this.cash));
    let size = this.largest;
    let agrees = true;
    for (let leg = 0; leg < this.position.length; leg++) {
      const held = this.position[leg]!;
      const worth = held * this.book.mark[leg]!;
      value += worth;
      size += Math.abs(worth);
      if (Math.abs(held - this.book.quantity(leg)) > 1e-9 * (Math.abs(held) + 1)) agrees = false;
    }
    if (agrees && Math.abs(value - equity) <= 1e-9 * size) return;
    invariant(false, 'the lots do not reconcile to their fills', {
      time,
      equity,
      equityFromFills: value,
      quantity: Array.from(this.position, (_, leg) => this.book.quantity(leg)),
      quantityFromFills: [...this.position],
    });
  }
}
