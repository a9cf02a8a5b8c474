import type { OrderTape } from '../order-hash/index.js';
import type { DenialLog } from '../risk/index.js';
import { orderDraft } from './intent-drafts.js';
import type { Intent, OrderIntent } from './intents.js';
import type { DeskOrder } from './order-maker.js';
import type { WorkingOrders } from './working-orders.js';

/** Writes down what desks make of their strategies' wishes: intents for the broker, or denials. */
export class Dispatcher {
  /** Intents since they were last taken; the driver empties it. */
  readonly intents: Intent[] = [];
  /** Id of the next order. */
  nextId = 1;

  constructor(
    private readonly symbols: readonly string[],
    private readonly working: WorkingOrders,
    private readonly denials: DenialLog,
    private readonly tape: OrderTape,
  ) {}

  /** Sends what a desk made at a row; an order gets `id`, or the next one when it is 0. */
  emit(leg: number, row: number, at: number, made: DeskOrder, id: number): void {
    if (made === null) return;
    if (made.kind === 'denied') return this.denials.add(leg, row, at, made.reason, made.text);
    made.at = at;
    if (made.kind === 'order') {
      made.id = id === 0 ? this.nextId++ : id;
      return this.send(made);
    }
    if (made.kind === 'protect') this.tape.protect(made);
    else {
      if (made.quantity !== undefined) this.working.amend(leg, made.id, made.quantity);
      this.tape.amend(made);
    }
    this.intents.push(made);
  }

  /** Sends an order. */
  private send(intent: OrderIntent): void {
    this.working.add(intent);
    this.tape.order(intent);
    this.intents.push(intent);
  }

  /** Sends a market order of the engine's own, to make a position smaller; its id. */
  reduce(leg: number, at: number, position: number, quantity: number, reason: string): number {
    const order = orderDraft(this.symbols[leg]!, leg, position > 0 ? 'sell' : 'buy', reason);
    order.id = this.nextId++;
    order.at = at;
    order.quantity = quantity;
    order.reduceOnly = true;
    this.send(order);
    return order.id;
  }

  /** Whether an order of a leg has not ended yet. */
  works(leg: number, id: number): boolean {
    return this.working.get(leg, id) !== undefined;
  }

  /**
   * Takes back one working order of a leg, or all of them.
   * @param except the order that meets a margin call: it is the broker's, and stays
   */
  cancel(leg: number, at: number, id: number | null, except = 0): void {
    if (id === null) {
      for (const order of this.working.ofLeg(leg)) if (order.id !== except) this.takeBack(order.id, leg, at);
    } else if (id !== except && this.works(leg, id)) this.takeBack(id, leg, at);
  }

  private takeBack(id: number, leg: number, at: number): void {
    const intent = { kind: 'cancel' as const, id, symbol: this.symbols[leg]!, leg, at };
    this.tape.cancel(intent);
    this.intents.push(intent);
  }
}
