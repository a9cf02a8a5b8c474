import type { DeskOrder, LegDesk, Loop } from '../loop/index.js';
import type { Instrument } from '../costs/index.js';
import { blankOrder, RiskGate } from '../risk/index.js';
import type { EventLog } from './event-log.js';
import type { FastTerms } from './fast-terms.js';
import type { PendingOrders } from './pending-orders.js';
import { marketOrder, PlainOutbox } from './plain-outbox.js';

/**
 * Makes orders of what a strategy asks for at a close: market orders and targets, asked of the risk gate. What is refused, or is
 * no order, goes to the general loop's desk, which says why.
 */
export class FastDesk {
  /** Orders sent while walking. */
  sent = 0;
  /** The account at the last close; whoever closes sets its equity. */
  readonly account = { equity: 0.5, buyingPower: 0.5, awaitsSales: false, position: 0.5, price: 0.5 };
  private readonly gate: RiskGate;
  private readonly asked;
  private readonly instrument: Instrument;
  private desk: LegDesk | null = null;
  private box: PlainOutbox | null = null;

  constructor(
    private readonly loop: Loop,
    private readonly terms: FastTerms,
    private readonly orders: PendingOrders,
    private readonly log: EventLog,
  ) {
    this.instrument = loop.instruments[0]!;
    this.gate = new RiskGate(terms.risk, terms.account.shorting);
    this.asked = blankOrder(loop.frames[0]!.symbol, this.instrument.lot, 0.5);
  }

  /** The outbox that a desk's strategy writes to while the fast loop walks. */
  outboxOf(desk: LegDesk): PlainOutbox {
    if (this.box === null || this.desk !== desk) {
      this.desk = desk;
      this.box = new PlainOutbox(desk.runtime.out);
    }
    return this.box;
  }

  /** Sends what the strategy asked for at a row: market orders and a target. */
  decide(row: number, desk: LegDesk, box: PlainOutbox): void {
    const { dispatcher } = this.loop;
    const first = box.nextId - box.orders;
    dispatcher.nextId = box.nextId;
    for (let k = 0; k < box.orders; k++)
      this.send(row, desk, box.sides[k]! > 0 ? 1 : -1, box.quantities[k]!, box.reasons[k], first + k);
    if (box.targeted) {
      const id = dispatcher.nextId;
      this.emit(row, desk.target(box.signal, box.options, row, this.seen()), 0);
      desk.targetOrder = dispatcher.nextId > id ? id : 0;
    }
    box.clear();
    box.nextId = dispatcher.nextId;
  }

  /** Sends one market order of `signed` shares at a row. */
  order(row: number, desk: LegDesk, box: PlainOutbox, signed: number, reason: string): void {
    const { dispatcher } = this.loop;
    const id = box.nextId;
    dispatcher.nextId = id + 1;
    this.send(row, desk, signed > 0 ? 1 : -1, Math.abs(signed), reason, id);
    box.nextId = dispatcher.nextId;
  }

  private send(row: number, desk: LegDesk, side: 1 | -1, given: number, reason: string | undefined, id: number): void {
    const { asked } = this;
    if (given > 0) {
      const quantity = this.instrument.floor(given);
      const held = this.loop.ledger.quantity[0]!;
      // The gate lets through whatever only reduces a position.
      if (quantity > 0 && held * side < 0 && quantity <= Math.abs(held))
        return this.queue(id, side * quantity, reason ?? 'order');
      const { equity, position, price, buyingPower } = this.seen();
      asked.side = side;
      asked.quantity = quantity;
      asked.price = asked.unitValue = asked.unitCost = price;
      asked.position = position;
      asked.equity = equity;
      asked.buyingPower = buyingPower;
      asked.cap = desk.cap;
      if (quantity > 0 && this.gate.refuse(asked) === null) return this.queue(id, side * quantity, reason ?? 'order');
    }
    // Refused, or not a number: the general desk says why.
    this.emit(row, desk.send(marketOrder(side, given, reason), 'order', row, this.seen()), id);
  }

  /** The account at the last close, with what waiting sales will bring. */
  private seen() {
    const { account } = this;
    const { ledger, funding } = this.loop;
    const price = ledger.mark[0]!;
    account.position = ledger.quantity[0]!;
    account.price = price;
    account.buyingPower = funding.available() + this.orders.sales(price, account.position);
    return account;
  }

  private emit(row: number, made: DeskOrder, id: number): void {
    if (made === null) return;
    const { loop } = this;
    if (made.kind === 'denied') loop.denials.add(0, row, loop.frames[0]!.time[row]!, made.reason, made.text);
    else if (made.kind === 'order') {
      const { side, quantity, reason } = made;
      this.queue(id === 0 ? loop.dispatcher.nextId++ : id, side === 'buy' ? quantity : -quantity, reason);
    }
  }

  private queue(id: number, signed: number, reason: string): void {
    this.sent++;
    this.orders.add(id, signed, this.terms.record ? this.log.numberOf(reason) : 0);
  }
}
