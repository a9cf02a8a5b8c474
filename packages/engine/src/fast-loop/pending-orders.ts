import type { EventLog } from './event-log.js';

/** Market orders that wait for the next bar, as numbers: nothing is allocated for one. */
export class PendingOrders {
  count = 0;
  readonly ids: number[] = [];
  // From the start an array of fractions, so that it stays one.
  /** Quantities, negative for sales. */
  readonly signed: number[] = [0.5];
  /** Reasons, by their number in the log. */
  readonly reasons: number[] = [];
  /** How many of them have been written to the log: one that fills at once and in full is written with its fill. */
  private written = 0;
  /** Sum of the sales. */
  private sold = 0;

  add(id: number, signed: number, reason: number): void {
    const k = this.count++;
    this.ids[k] = id;
    this.signed[k] = signed;
    this.reasons[k] = reason;
    if (signed < 0) this.sold -= signed;
  }

  /** Whether a single order waits, of which nothing has been written. */
  get fresh(): boolean {
    return this.count === 1 && this.written === 0;
  }

  /** Writes to a log what has not been written of them, as sent at a row. */
  write(log: EventLog, row: number): void {
    for (let k = this.written; k < this.count; k++) log.order(row, this.ids[k]!, this.signed[k]!, this.reasons[k]!);
    this.written = this.count;
  }

  /** What the sales bring at a price: those of a position of `held`. */
  sales(price: number, held: number): number {
    return Math.min(this.sold, Math.max(0, held)) * price;
  }

  /** Restates them by a split `ratio`; `drop` is told the id of one of which nothing is left. They have been written. */
  split(ratio: number, floor: (quantity: number) => number, drop: (id: number) => void): void {
    const { count } = this;
    this.count = this.sold = 0;
    for (let k = 0; k < count; k++) {
      const quantity = floor(Math.abs(this.signed[k]!) * ratio);
      if (quantity > 0) this.add(this.ids[k]!, this.signed[k]! > 0 ? quantity : -quantity, this.reasons[k]!);
      else drop(this.ids[k]!);
    }
    this.written = this.count;
  }

  /** None waits any more. */
  clear(): void {
    this.count = this.written = this.sold = 0;
  }
}
