import { isProtective } from './lot-order.js';
import type { LotOrder } from './lot-order.js';
import type { LotRules } from './lot-rules.js';

/** The orders of one leg, in the order in which a bar works through them. */
export class LotQueue {
  private orders: LotOrder[] = [];

  constructor(private readonly rules: LotRules) {}

  /** Adds an order where its role belongs: with exits first, closes and stop-losses go to the head. */
  add(order: LotOrder): void {
    const { exitsFirst, policies } = this.rules;
    const early = policies.tie === 'stop-loss' ? 'stop-loss' : 'take-profit';
    const ahead = order.role === early || order.role === 'close';
    if (exitsFirst && ahead) this.orders.unshift(order);
    else this.orders.push(order);
  }

  /** Ends an order. */
  remove(order: LotOrder): void {
    if (!order.alive) return;
    order.alive = false;
    const at = this.orders.indexOf(order);
    if (at >= 0) this.orders.splice(at, 1);
  }

  /** The orders as they stand, as a list of its own. */
  list(): readonly LotOrder[] {
    return this.orders.slice();
  }

  get length(): number {
    return this.orders.length;
  }

  /** Orders that are not protection of a lot. */
  pending(): LotOrder[] {
    return this.orders.filter((order) => !isProtective(order));
  }
}
