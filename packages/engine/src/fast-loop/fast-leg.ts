import type { Bars, Terms } from '@bot-v2/sdk';
import { toMoneyUnits } from '../costs/index.js';
import type { FillCosts, Instrument } from '../costs/index.js';
import type { ClosedReason, DeskOrder, FillCause, LegDesk, Loop } from '../loop/index.js';
import { affordable, paysEasily } from '../matching/index.js';
import type { Payer } from '../matching/index.js';
import { blankOrder, RiskGate } from '../risk/index.js';
import type { RiskLimits } from '../risk/index.js';
import { FastBooks } from './fast-books.js';
import { MarketFill } from './market-fill.js';
import { PendingOrders } from './pending-orders.js';
import { marketOrder, PlainOutbox } from './plain-outbox.js';

/** Why an order of the fast loop can end without a fill. */
type FastClosedReason = Extract<ClosedReason, 'no-cash' | 'no-position' | 'below-one-share' | 'end-of-data'>;

/** What the fast loop needs of a run beside its loop. */
export interface FastTerms {
  readonly costs: FillCosts;
  readonly account: Terms;
  /** Whether market orders fill at the open; else at the close. */
  readonly trusted: boolean;
  readonly risk: RiskLimits;
  /** False for a summary: neither curve nor events are kept. */
  readonly record: boolean;
}

/**
 * The only leg of a run, as the fast loop trades it: market orders decided at a close and filled at the next bar. Money
 * and position are the general loop's own ledger, whose code settles every fill; orders and fills go to a log of numbers,
 * of which orders, trades, tape and profit are made when they are asked for. After `books.settle` the general loop can
 * take over at any close.
 */
export class FastLeg {
  readonly bars: Bars;
  /** The column market orders fill at, and its value at the row being filled. */
  readonly fillPrices: Float64Array;
  reference = 0.5;
  /** What is written down of its trading. */
  readonly books: FastBooks;
  /** Orders sent and not filled yet. */
  readonly orders = new PendingOrders();
  /** Row of the fill that opened the position. */
  entryRow = 0;
  /** Highest equity, the lowest since, and the worst fall from a peak, as a fraction ≤ 0; kept in a summary. */
  peak = 0.5;
  trough = 0.5;
  worst = 0.5;
  /** Equity and price at the last close, and the sum of position value ÷ equity so far. */
  equity = 0.5;
  price = 0.5;
  exposed = 0.5;
  /** Bars of the stretch being walked that ended with a position, up to row `heldSince`. */
  held = 0;
  heldSince = 0;
  /** Whether the decision at the last close is still to be made. */
  open = false;
  /** Whether a second set of books is kept. */
  audited = false;
  /** Whether this code is at work, and not the strategy's. */
  busy = false;
  /** Orders sent while walking. */
  sent = 0;
  /** Round trips completed. */
  closedTrips = 0;
  private readonly gate: RiskGate;
  private readonly cause: FillCause;
  private readonly account = { equity: 0, buyingPower: 0, position: 0, price: 0 };
  private readonly asked;
  private readonly event: MarketFill;
  private readonly instrument: Instrument;
  private readonly payer: Payer;
  private desk: LegDesk | null = null;
  private box: PlainOutbox | null = null;

  constructor(
    readonly loop: Loop,
    readonly terms: FastTerms,
  ) {
    this.bars = loop.frames[0]!;
    this.fillPrices = terms.trusted ? this.bars.open : this.bars.close;
    this.peak = this.trough = loop.lastEquity;
    this.worst = 0;
    this.instrument = loop.instruments[0]!;
    this.payer = { funding: loop.funding, costs: terms.costs, units: toMoneyUnits };
    this.gate = new RiskGate(terms.risk, terms.account.shorting);
    this.cause = terms.trusted ? 'next-open' : 'next-close';
    this.books = new FastBooks(loop, this.cause, terms.account);
    this.asked = blankOrder(this.bars.symbol, this.instrument.lot, 0.5);
    this.event = new MarketFill(this.bars.time, this.cause);
  }

  /** The outbox that a desk's strategy writes to while the fast loop walks. */
  outboxOf(desk: LegDesk): PlainOutbox {
    if (this.box === null || this.desk !== desk) {
      this.desk = desk;
      this.box = new PlainOutbox(desk.runtime.out);
    }
    return this.box;
  }

  /** Takes the loop as it stands, before a row, unless the fast loop has been walking already. */
  begin(row: number): void {
    if (!this.books.begin(row) || !this.terms.record) return;
    const { ledger, books } = this.loop;
    if (ledger.quantity[0] !== 0) this.entryRow = row - books.trips[0]!.barsHeld(row - 1);
  }

  /** Sends what the strategy asked for at a row whose close is marked with `equity`: market orders and a target. */
  decide(row: number, desk: LegDesk, box: PlainOutbox): void {
    const { dispatcher } = this.loop;
    this.busy = true;
    const first = box.nextId - box.orders;
    dispatcher.nextId = box.nextId;
    for (let k = 0; k < box.orders; k++)
      this.send(row, desk, box.sides[k]! > 0 ? 1 : -1, box.quantities[k]!, box.reasons[k], first + k);
    if (box.targeted) this.emit(row, desk.target(box.signal, box.options, row, this.seen()), 0);
    box.clear();
    box.nextId = dispatcher.nextId;
    this.busy = false;
  }

  /** Sends one market order of `signed` shares at a row whose close is marked with `equity`. */
  order(row: number, desk: LegDesk, box: PlainOutbox, signed: number, reason: string): void {
    const { dispatcher } = this.loop;
    this.busy = true;
    const id = box.nextId;
    dispatcher.nextId = id + 1;
    this.send(row, desk, signed > 0 ? 1 : -1, Math.abs(signed), reason, id);
    box.nextId = dispatcher.nextId;
    this.busy = false;
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
    account.equity = this.equity;
    account.position = ledger.quantity[0]!;
    account.price = price;
    account.buyingPower = funding.available() + this.orders.sales(price);
    return account;
  }

  private emit(row: number, made: DeskOrder, id: number): void {
    if (made === null) return;
    const { loop } = this;
    if (made.kind === 'denied') loop.denials.add(0, row, this.bars.time[row]!, made.reason, made.text);
    else if (made.kind === 'order') {
      const { side, quantity, reason } = made;
      this.queue(id === 0 ? loop.dispatcher.nextId++ : id, side === 'buy' ? quantity : -quantity, reason);
    }
  }

  private queue(id: number, signed: number, reason: string): void {
    this.sent++;
    this.orders.add(id, signed, this.terms.record ? this.books.log.numberOf(reason) : 0);
  }

  /** Whether the two sets of books differ in the last bit, so that every close must be confirmed. */
  drifted(): boolean {
    return !this.loop.books.auditor!.identical();
  }

  /** Whether the second set of books confirms an equity at a close. */
  confirms(equity: number, price: number): boolean {
    return this.loop.books.auditor!.confirms(equity, price);
  }

  /** Credits interest for the time since the bar before a row; returns cash. */
  accrue(row: number): number {
    const { time } = this.bars;
    this.loop.books.accrue(this.terms.account, row === 0 ? NaN : time[row]! - time[row - 1]!);
    return this.loop.ledger.cash;
  }

  /** Settles actions due at a row, if there are, then fills what waits at `reference`. */
  fill(row: number, actionDue: boolean): void {
    this.busy = true;
    if (this.loop.ledger.quantity[0] !== 0) this.held += row - this.heldSince;
    this.heldSince = row;
    if (actionDue) this.act(row);
    if (this.orders.count > 0) this.fillOrders(row);
    this.busy = false;
  }

  /** There are no more bars: what was sent at the last row ends. */
  expire(row: number): void {
    const { orders } = this;
    if (this.terms.record) orders.write(this.books.log, row);
    for (let k = 0; k < orders.count; k++) this.closed(row, orders.ids[k]!, 'end-of-data');
    orders.clear();
  }

  /** Settles the actions due at a row, before its open; a split restates what waits to be filled. */
  private act(row: number): void {
    const { loop, terms, orders, books } = this;
    if (terms.record) {
      orders.write(books.log, row - 1);
      books.writeTrips();
    }
    const { ledger } = loop;
    const held = ledger.quantity[0] !== 0;
    const ratio = loop.open(0, row);
    if (ratio !== 1) orders.split(ratio, this.instrument.floor, (id) => this.closed(row, id, 'below-one-share'));
    if (held && ledger.quantity[0] === 0) this.closedTrips++;
    if (terms.record) books.acted(row);
  }

  /** Fills what waits at a row, sells first. The ledger's mark is still the close before. */
  private fillOrders(row: number): void {
    const { orders } = this;
    const { count, signed } = orders;
    if (this.terms.record && !orders.fresh) orders.write(this.books.log, row - 1);
    if (count === 1) this.execute(0, signed[0]! < 0 ? -1 : 1, row);
    else {
      for (let k = 0; k < count; k++) if (signed[k]! < 0) this.execute(k, -1, row);
      for (let k = 0; k < count; k++) if (signed[k]! > 0) this.execute(k, 1, row);
    }
    orders.clear();
  }

  private execute(k: number, side: 1 | -1, row: number): void {
    const { reference, orders, event } = this;
    const { costs, account, record } = this.terms;
    const { books, ledger, desks } = this.loop;
    const id = orders.ids[k]!;
    const wanted = Math.abs(orders.signed[k]!);
    const held = ledger.quantity[0]!;
    const price = costs.marketPrice(reference, side);
    let quantity = wanted;
    let feeUnits = costs.feeUnits(wanted, price);
    // What reduces a position, or is paid for with cash to spare, fills in full.
    const plain =
      side < 0 ? wanted <= held : held >= 0 && paysEasily(ledger.cashUnits, toMoneyUnits(wanted * price) + feeUnits);
    let limited = false;
    if (!plain) {
      const mayOpen = side > 0 || account.shorting;
      const reducing = held * side < 0 ? Math.min(wanted, Math.abs(held)) : 0;
      if (!mayOpen && reducing === 0) return this.refuse(row, id, 'no-position');
      let opening = mayOpen ? wanted - reducing : 0;
      if (opening > 0) {
        const most = affordable(0, side, reducing, opening, price, this.payer, this.instrument);
        limited = most < opening;
        opening = most;
      }
      quantity = mayOpen && !limited ? wanted : reducing + opening;
      if (quantity <= 0) return this.refuse(row, id, 'no-cash');
      feeUnits = costs.feeUnits(quantity, price);
    }
    event.order = id;
    event.row = row;
    event.side = side;
    event.quantity = quantity;
    event.price = price;
    event.reference = reference;
    event.feeUnits = feeUnits;
    event.cashLimited = limited;
    books.settle(event);
    const after = ledger.quantity[0]!;
    if (after === 0) desks[0]!.heldTarget = NaN;
    else if (held * after <= 0) this.entryRow = row;
    if (held !== 0 && held * after <= 0) this.closedTrips++;
    if (!record) return;
    const { log } = this.books;
    if (orders.fresh && quantity === wanted && !limited) log.filledOrder(event, after, orders.reasons[k]!);
    else {
      orders.write(log, row - 1);
      log.fill(event, after, orders.reasons[k]!);
    }
  }

  /** An order ends at a row that does not fill it. */
  private refuse(row: number, id: number, reason: FastClosedReason): void {
    if (this.terms.record) this.orders.write(this.books.log, row - 1);
    this.closed(row, id, reason);
  }

  private closed(row: number, id: number, reason: FastClosedReason): void {
    this.loop.countClosed(reason);
    if (this.terms.record) this.books.log.closed(row, id);
  }
}
