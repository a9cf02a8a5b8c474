import { invariant } from '@bot-v2/sdk';
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
  /** By leg, in the order they were sent. */
  private readonly orders: readonly OrderIntent[][];
  /** What is left of the orders that have filled in part. */
  private readonly parts = new Map<number, number>();
  /** Market sells among them that bring cash at the next open. */
  private sells = 0;
  /** By leg: what they have left, where that is not `stale`. */
  private readonly sold: Float64Array;
  private readonly stale: Uint8Array;

  constructor(legs: number) {
    this.orders = Array.from({ length: legs }, () => []);
    this.sold = new Float64Array(legs);
    this.stale = new Uint8Array(legs);
  }

  /** Those of a leg, in the order they were sent. */
  ofLeg(leg: number): readonly OrderIntent[] {
    return this.orders[leg]!;
  }

  /** The working order of a leg with an id; undefined without one. */
  get(leg: number, id: number): OrderIntent | undefined {
    const at = this.indexOf(leg, id);
    return at < 0 ? undefined : this.orders[leg]![at];
  }

  /** Where an order of a leg is among those; −1 when it is not. The newest and the oldest are asked for most. */
  private indexOf(leg: number, id: number): number {
    const orders = this.orders[leg]!;
    for (let low = 0, high = orders.length - 1; low <= high; low++, high--) {
      if (orders[high]!.id === id) return high;
      if (orders[low]!.id === id) return low;
    }
    return -1;
  }

  add(intent: OrderIntent): void {
    this.orders[intent.leg]!.push(intent);
    if (!bringsCash(intent)) return;
    this.sells++;
    this.sold[intent.leg] = this.sold[intent.leg]! + intent.quantity;
  }

  /** A new quantity in all. */
  amend(leg: number, id: number, quantity: number): void {
    const at = this.indexOf(leg, id);
    const intent = this.orders[leg]![at]!;
    const left = this.parts.get(id);
    if (left !== undefined) this.parts.set(id, quantity - (intent.quantity - left));
    this.orders[leg]![at] = { ...intent, quantity };
    this.stale[leg] = 1;
  }

  /**
   * Books a fill of an order; its reason.
   * @throws BOT_INVARIANT when the order had ended or less of it was left
   */
  fill(f: FillEvent): string {
    const intent = this.get(f.leg, f.order);
    if (intent === undefined) invariant(false, `order ${f.order} fills though it has ended`, factsOf(f, 0));
    // An order sized at its fill says with it how much it is.
    const ordered = intent.fraction === undefined ? intent.quantity : f.quantity + f.left;
    const left = this.parts.size === 0 ? ordered : (this.parts.get(f.order) ?? ordered);
    if (f.quantity > left + 1e-9 * (1 + Math.abs(left))) {
      invariant(false, `order ${f.order} fills ${f.quantity}, of which only ${left} was left`, factsOf(f, left));
    }
    if (f.left === 0) this.close(f.order, f.leg);
    else {
      this.parts.set(f.order, left - f.quantity);
      this.stale[f.leg] = 1;
    }
    return intent.reason;
  }

  /** An order has ended. */
  close(id: number, leg: number): void {
    const orders = this.orders[leg]!;
    let at = this.indexOf(leg, id);
    if (at < 0) return;
    if (bringsCash(orders[at]!)) {
      this.sells--;
      this.stale[leg] = 1;
    }
    if (at === 0) orders.shift();
    else {
      for (; at < orders.length - 1; at++) orders[at] = orders[at + 1]!;
      orders.pop();
    }
    if (this.parts.size > 0) this.parts.delete(id);
  }

  /** A split multiplies what is left, and `floor` leaves whole lots of it. */
  split(leg: number, ratio: number, floor: (quantity: number) => number): void {
    const orders = this.orders[leg]!;
    this.stale[leg] = 1;
    for (const [at, intent] of orders.entries()) {
      const before = this.leftOf(intent);
      const left = floor(before * ratio);
      orders[at] = { ...intent, quantity: (intent.quantity - before) * ratio + left };
      if (this.parts.has(intent.id)) this.parts.set(intent.id, left);
    }
  }

  /** What is left of a working order. */
  leftOf({ id, quantity }: OrderIntent): number {
    return this.parts.size === 0 ? quantity : (this.parts.get(id) ?? quantity);
  }

  /** Quantity that the market sells of a leg under way still have to fill. */
  soldOf(leg: number): number {
    if (this.sells === 0) return 0;
    if (this.stale[leg] === 1) {
      let sold = 0;
      for (const intent of this.orders[leg]!) if (bringsCash(intent)) sold += this.leftOf(intent);
      this.sold[leg] = sold;
      this.stale[leg] = 0;
    }
    return this.sold[leg]!;
  }

  snapshot(): WorkingEntry[] {
    return this.orders.flat().map((intent) => ({
      intent,
      left: this.parts.get(intent.id) ?? intent.quantity,
      part: this.parts.has(intent.id),
    }));
  }

  restore(entries: readonly WorkingEntry[]): void {
    for (const orders of this.orders) orders.length = 0;
    this.parts.clear();
    this.sells = 0;
    this.stale.fill(1);
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
