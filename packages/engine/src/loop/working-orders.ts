import { invariant } from '@bot-v2/sdk';
import type { Ledger } from '../ledger/index.js';
import type { FillEvent, OrderIntent } from './intents.js';

/** An order that has not ended, and how much of it may still fill. */
export interface WorkingEntry {
  readonly intent: OrderIntent;
  readonly left: number;
  /** Whether a part of it has filled. */
  readonly part: boolean;
}

/** The orders a loop has sent that have not ended. It sees to it that none fills twice, or for more than was ordered. */
export class WorkingOrders {
  private readonly byId = new Map<number, OrderIntent>();
  /** What is left of the orders that have filled in part. */
  private readonly parts = new Map<number, number>();
  private readonly count: Int32Array;
  /** Market sells among them that bring cash at the next open. */
  private sells = 0;

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
    return this.byId.get(id);
  }

  /** All of them, in the order they were sent. */
  all(): Iterable<OrderIntent> {
    return this.byId.values();
  }

  add(intent: OrderIntent): void {
    this.byId.set(intent.id, intent);
    this.count[intent.leg] = this.count[intent.leg]! + 1;
    if (bringsCash(intent)) this.sells++;
  }

  /** A new quantity in all. */
  amend(id: number, quantity: number): void {
    const intent = this.byId.get(id)!;
    const left = this.parts.get(id);
    if (left !== undefined) this.parts.set(id, quantity - (intent.quantity - left));
    this.byId.set(id, { ...intent, quantity });
  }

  /**
   * Books a fill of an order; its reason.
   * @throws BOT_INVARIANT when the order had ended or less of it was left
   */
  fill(f: FillEvent): string {
    const intent = this.byId.get(f.order);
    if (intent === undefined) invariant(false, `order ${f.order} fills though it has ended`, factsOf(f, 0));
    // An order sized at its fill says with it how much it is.
    const ordered = intent.fraction === undefined ? intent.quantity : f.quantity + f.left;
    const left = this.parts.size === 0 ? ordered : (this.parts.get(f.order) ?? ordered);
    if (f.quantity > left + 1e-9 * (1 + Math.abs(left))) {
      invariant(false, `order ${f.order} fills ${f.quantity}, of which only ${left} was left`, factsOf(f, left));
    }
    if (f.left === 0) this.close(f.order, f.leg);
    else this.parts.set(f.order, left - f.quantity);
    return intent.reason;
  }

  /** An order has ended. */
  close(id: number, leg: number): void {
    const intent = this.byId.get(id);
    if (intent === undefined) return;
    this.byId.delete(id);
    this.count[leg] = this.count[leg]! - 1;
    if (bringsCash(intent)) this.sells--;
    if (this.parts.size > 0) this.parts.delete(id);
  }

  /** A split multiplies what is left. */
  split(leg: number, ratio: number): void {
    if (this.count[leg] === 0) return;
    for (const intent of this.byId.values()) {
      if (intent.leg !== leg) continue;
      this.byId.set(intent.id, { ...intent, quantity: intent.quantity * ratio });
      const left = this.parts.get(intent.id);
      if (left !== undefined) this.parts.set(intent.id, left * ratio);
    }
  }

  /** Value of the market sells under way, at the marks. */
  pendingSales(ledger: Ledger): number {
    let value = 0;
    if (this.sells === 0) return value;
    for (const intent of this.byId.values()) {
      const { leg } = intent;
      if (bringsCash(intent)) value += intent.quantity * ledger.mark[leg]! * ledger.multiplier[leg]!;
    }
    return value;
  }

  snapshot(): WorkingEntry[] {
    return Array.from(this.byId.values(), (intent) => ({
      intent,
      left: this.parts.get(intent.id) ?? intent.quantity,
      part: this.parts.has(intent.id),
    }));
  }

  restore(entries: readonly WorkingEntry[]): void {
    this.byId.clear();
    this.parts.clear();
    this.count.fill(0);
    this.sells = 0;
    for (const { intent, left, part } of entries) {
      this.add(intent);
      if (part) this.parts.set(intent.id, left);
    }
  }
}

function bringsCash({ type, side, tif, after }: OrderIntent): boolean {
  return type === 'market' && side === 'sell' && tif !== 'cls' && after === undefined;
}

function factsOf({ order, time, row, quantity }: FillEvent, left: number): Record<string, number> {
  return { order, time, row, quantity, left };
}
