import { invariant } from '@bot-v2/sdk';
import type { Ledger } from '../ledger/index.js';
import type { FillEvent, OrderIntent } from './intents.js';

/** An order that has not ended, and how much of it may still fill. */
export interface WorkingEntry {
  readonly intent: OrderIntent;
  readonly left: number;
}

/** The orders a loop has sent that have not ended. It sees to it that none fills twice, or for more than was ordered. */
export class WorkingOrders {
  private readonly byId = new Map<number, { intent: OrderIntent; left: number }>();
  private readonly count: Int32Array;

  constructor(legs: number) {
    this.count = new Int32Array(legs);
  }

  get size(): number {
    return this.byId.size;
  }

  /** Number of working orders of a leg. */
  ofLeg(leg: number): number {
    return this.count[leg]!;
  }

  get(id: number): OrderIntent | undefined {
    return this.byId.get(id)?.intent;
  }

  /** All of them, in the order they were sent. */
  *all(): Iterable<OrderIntent> {
    for (const { intent } of this.byId.values()) yield intent;
  }

  add(intent: OrderIntent): void {
    this.byId.set(intent.id, { intent, left: intent.quantity });
    this.count[intent.leg] = this.count[intent.leg]! + 1;
  }

  /** A new quantity in all. */
  amend(id: number, quantity: number): void {
    const entry = this.byId.get(id)!;
    const filled = entry.intent.quantity - entry.left;
    this.byId.set(id, { intent: { ...entry.intent, quantity }, left: quantity - filled });
  }

  /**
   * Books a fill of an order; its reason.
   * @throws BOT_INVARIANT when the order had ended or less of it was left
   */
  fill(f: FillEvent): string {
    const entry = this.byId.get(f.order);
    if (entry === undefined) invariant(false, `order ${f.order} fills though it has ended`, factsOf(f, 0));
    const { intent } = entry;
    // An order sized at its fill says with it how much it is.
    if (intent.fraction !== undefined && entry.left === intent.quantity) entry.left = f.quantity + f.left;
    if (f.quantity > entry.left + 1e-9 * (1 + Math.abs(entry.left))) {
      invariant(
        false,
        `order ${f.order} fills ${f.quantity}, of which only ${entry.left} was left`,
        factsOf(f, entry.left),
      );
    }
    entry.left -= f.quantity;
    if (f.left === 0) this.close(f.order, f.leg);
    return intent.reason;
  }

  /** An order has ended. */
  close(id: number, leg: number): void {
    if (this.byId.delete(id)) this.count[leg] = this.count[leg]! - 1;
  }

  /** A split multiplies what is left. */
  split(leg: number, ratio: number): void {
    if (this.count[leg] === 0) return;
    for (const entry of this.byId.values()) {
      if (entry.intent.leg !== leg) continue;
      entry.intent = { ...entry.intent, quantity: entry.intent.quantity * ratio };
      entry.left *= ratio;
    }
  }

  /** Value of the market sells under way, at the marks. */
  pendingSales(ledger: Ledger): number {
    let value = 0;
    for (const { intent } of this.byId.values()) {
      const { leg, type, side, quantity, tif } = intent;
      if (type === 'market' && side === 'sell' && tif !== 'cls' && intent.after === undefined)
        value += quantity * ledger.mark[leg]! * ledger.multiplier[leg]!;
    }
    return value;
  }

  snapshot(): WorkingEntry[] {
    return Array.from(this.byId.values(), (entry) => ({ ...entry }));
  }

  restore(entries: readonly WorkingEntry[]): void {
    this.byId.clear();
    this.count.fill(0);
    for (const { intent, left } of entries) {
      this.add(intent);
      this.byId.get(intent.id)!.left = left;
    }
  }
}

function factsOf({ order, time, row, quantity }: FillEvent, left: number): Record<string, number> {
  return { order, time, row, quantity, left };
}
