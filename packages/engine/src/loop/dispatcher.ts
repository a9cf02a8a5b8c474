import type { OrderTape } from '../order-hash/index.js';
import type { DenialLog } from '../risk/index.js';
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
    const symbol = this.symbols[leg]!;
    if (made.kind === 'denied') this.denials.add(leg, row, at, made.reason, made.text);
    else if (made.kind === 'protect') {
      const { kind, ...prices } = made;
      const intent = { kind, symbol, leg, at, ...prices };
      this.tape.protect(intent);
      this.intents.push(intent);
    } else if (made.kind === 'amend') {
      const { kind, id: order, ...changes } = made;
      const intent = { kind, id: order, symbol, leg, at, ...changes };
      if (intent.quantity !== undefined) this.working.amend(order, intent.quantity);
      this.tape.amend(intent);
      this.intents.push(intent);
    } else {
      const number = id === 0 ? this.nextId++ : id;
      const { order } = made;
      if (made.plain === true) {
        // Written out: most orders of most runs pass here.
        const { side, quantity, type, reason } = order;
        this.send({ kind: 'order', id: number, symbol, leg, at, side, quantity, type, reason });
      } else this.send({ kind: 'order', id: number, symbol, leg, at, ...order });
    }
  }

  /** Sends an order. */
  send(intent: OrderIntent): void {
    this.working.add(intent);
    this.tape.order(intent);
    this.intents.push(intent);
  }

  /** Sends a market order of the engine's own, to make a position smaller; its id. */
  reduce(leg: number, at: number, position: number, quantity: number, reason: string): number {
    const side = position > 0 ? 'sell' : 'buy';
    const symbol = this.symbols[leg]!;
    const id = this.nextId++;
    this.send({ kind: 'order', id, symbol, leg, at, side, quantity, type: 'market', reason });
    return id;
  }

  /** Whether an order has not ended yet. */
  works(id: number): boolean {
    return this.working.get(id) !== undefined;
  }

  /**
   * Takes back one working order of a leg, or all of them; false when there was none.
   * @param except the order that meets a margin call: it is the broker's, and stays
   */
  cancel(leg: number, at: number, id: number | null, except = 0): boolean {
    if (this.working.ofLeg(leg) === 0) return false;
    let any = false;
    for (const order of this.working.all()) {
      if (order.leg !== leg || order.id === except || (id !== null && order.id !== id)) continue;
      any = true;
      const intent = { kind: 'cancel' as const, id: order.id, symbol: order.symbol, leg, at };
      this.tape.cancel(intent);
      this.intents.push(intent);
    }
    return any;
  }
}
