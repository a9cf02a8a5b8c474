import type { OrderIntent } from './intents.js';
import type { LegDesk } from './leg-desk.js';
import { denied } from './order-maker.js';
import type { DeskOrder } from './order-maker.js';
import type { Loop } from './loop.js';
import type { OutboxEntry } from './outbox.js';
import type { PortfolioRunner } from './portfolio-runner.js';

/** Lets strategies decide on what they may see, and turns what they ask for into orders or denials. */
export class Decisions {
  constructor(private readonly loop: Loop) {}

  /** All legs at once. */
  together(portfolio: PortfolioRunner): void {
    const { rows, fresh, desks, observer } = this.loop;
    if (!fresh.includes(1)) return;
    if (!this.loop.stopped && portfolio.ready(rows)) {
      for (let leg = 0; leg < desks.length; leg++) this.showAccount(leg, Math.max(rows[leg]!, 0), desks[leg]!);
      portfolio.nextId = this.loop.nextId;
      const { equity, cash } = desks[0]!.runtime.account;
      const time = this.loop.timeNow;
      observer?.beforeTogether({ time, desks, rows, fresh });
      portfolio.run(time, rows, fresh, equity, cash);
      observer?.afterTogether({ time, desks, rows, fresh });
      this.loop.dispatcher.nextId = portfolio.nextId;
      const { quantity } = this.loop.ledger;
      const lastSale = desks.findLastIndex(({ runtime }, leg) => runtime.out.used && quantity[leg] !== 0);
      for (let leg = 0; leg < desks.length; leg++) {
        const { out } = desks[leg]!.runtime;
        if (!out.used) continue;
        this.deskView.awaitsSales = leg < lastSale;
        if (rows[leg]! >= 0) this.read(leg, rows[leg]!, desks[leg]!);
        else {
          out.clear();
          this.loop.denials.add(leg, 0, this.loop.timeNow, 'no-price', `${this.loop.symbols[leg]} has no bar yet`);
        }
        portfolio.nextId = this.loop.nextId;
      }
    }
    fresh.fill(0);
  }

  /** One leg, at its last row. */
  leg(leg: number, row: number): void {
    const desk = this.loop.desks[leg]!;
    const { runtime } = desk;
    runtime.out.nextId = this.loop.nextId;
    this.showAccount(leg, row, desk);
    const { observer } = this.loop;
    if (observer !== null) observer.before(leg, row, desk);
    runtime.run(row);
    if (observer !== null) observer.after(leg, row, desk);
    this.read(leg, row, desk);
  }

  /** Refreshes what a strategy sees of the account and its position. */
  private showAccount(leg: number, row: number, { runtime }: LegDesk): void {
    const { ledger } = this.loop;
    const view = runtime.account;
    view.equity = this.loop.lastEquity;
    view.cash = this.loop.shownCash;
    const quantity = ledger.quantity[leg]!;
    view.quantity = quantity;
    view.openOrders = this.loop.working.ofLeg(leg).length;
    if (quantity === 0) {
      view.entryPrice = NaN;
      view.barsHeld = 0;
    } else {
      view.barsHeld = this.loop.books.trips[leg]!.barsHeld(row);
      view.entryPrice = ledger.adjustedEntry[leg]!;
      runtime.locate(row);
      view.entryPrice *= runtime.scaleAt(row);
    }
  }

  /** Turns what a strategy asked for at a row into intents or denials. */
  read(leg: number, row: number, desk: LegDesk): void {
    const { out } = desk.runtime;
    this.loop.dispatcher.nextId = out.nextId;
    desk.besideOthers = this.loop.othersWork(leg) ? true : undefined;
    if (out.entries.length > 0) this.readEntries(leg, row, desk);
    if (out.targeted) this.readTarget(leg, row, desk);
    out.clear();
  }

  /** A target whose order still works, for want of a bar or of volume, is not ordered twice; one that changes ends it. */
  private readTarget(leg: number, row: number, desk: LegDesk): void {
    const { working, ledger, lastEquity } = this.loop;
    const { signal, options } = desk.runtime.out;
    const pending = desk.targetOrder === 0 || !desk.waits ? undefined : working.get(leg, desk.targetOrder);
    if (pending !== undefined) {
      const held = ledger.quantity[leg]!;
      const expected = held + (pending.side === 'buy' ? 1 : -1) * working.leftOf(pending);
      if (desk.awaits(signal, expected, ledger.mark[leg]!, lastEquity)) {
        if (held !== 0) this.emit(leg, row, desk.protect(options, row), 0);
        return;
      }
      this.cancel(leg, pending.id);
    } else if (this.keeps(leg, desk)) return;
    const made = desk.target(signal, options, row, this.deskAccount(leg));
    this.emit(leg, row, made, 0);
    desk.targetOrder = made?.kind === 'order' ? made.id : 0;
  }

  /** Whether the target asks for nothing new: most do, and what the whole account could pay need not be known. */
  private keeps(leg: number, desk: LegDesk): boolean {
    const { ledger, lastEquity } = this.loop;
    const { signal, options } = desk.runtime.out;
    return desk.keeps(signal, options, ledger.quantity[leg]!, ledger.mark[leg]!, lastEquity);
  }

  private readEntries(leg: number, row: number, desk: LegDesk): void {
    for (const entry of desk.runtime.out.entries) {
      const held = this.loop.ledger.quantity[leg]!;
      if (entry.kind === 'order') this.placeOrder(leg, row, desk, entry);
      else if (entry.kind === 'cancel') this.cancel(leg, entry.id);
      else if (entry.kind === 'amend') this.amendOrder(leg, row, desk, entry);
      else if (entry.kind === 'close') this.emit(leg, row, desk.close(entry.portion, row, held), 0);
      else if (held !== 0) this.emit(leg, row, desk.protect(entry.changes, row), 0);
    }
  }

  private placeOrder(leg: number, row: number, desk: LegDesk, { id, request }: OutboxEntry & { kind: 'order' }): void {
    const account = this.deskAccount(leg);
    const { oco, after } = request;
    let expected = account.position;
    if (oco !== undefined && this.workingOf(leg, oco) === undefined) return this.unknown(leg, row, 'oco', oco);
    if (after !== undefined) {
      const parent = this.workingOf(leg, after);
      if (parent === undefined) return this.unknown(leg, row, 'after', after);
      expected = this.positionAfter(parent, expected);
    }
    if (this.loop.policies.exclusiveOrders) {
      this.cancel(leg, null);
      this.emit(leg, row, desk.close(1, row, account.position), 0);
      expected = 0;
    }
    this.emit(leg, row, desk.send(request, 'order', row, account, expected), id);
  }

  private cancel(leg: number, id: number | null): void {
    const { dispatcher, solvency, desks } = this.loop;
    const desk = desks[leg]!;
    if (id === null || id === desk.targetOrder) desk.targetOrder = 0;
    dispatcher.cancel(leg, this.loop.timeOf(leg), id, solvency.callOf(leg));
  }

  private workingOf(leg: number, id: number): OrderIntent | undefined {
    return id === this.loop.solvency.callOf(leg) ? undefined : this.loop.working.get(leg, id);
  }

  private unknown(leg: number, row: number, what: string, id: number): void {
    this.emit(leg, row, unknownOrder(what, id, this.loop.symbols[leg]!), 0);
  }

  /** The position once an order, and what it waits for, has filled. */
  private positionAfter(order: OrderIntent, position: number): number {
    const parent = order.after === undefined ? undefined : this.loop.working.get(order.leg, order.after);
    const before = parent === undefined ? position : this.positionAfter(parent, position);
    const left = this.loop.working.leftOf(order);
    return before + (order.side === 'buy' ? left : -left);
  }

  private amendOrder(leg: number, row: number, desk: LegDesk, entry: OutboxEntry & { kind: 'amend' }): void {
    const order = this.workingOf(leg, entry.id);
    if (order === undefined) this.unknown(leg, row, 'order', entry.id);
    else this.emit(leg, row, desk.amend(order, entry.changes, row), 0);
  }

  private readonly deskView = { equity: 0, buyingPower: 0, awaitsSales: false, position: 0, price: 0 };
  private deskAccount(leg: number) {
    const view = this.deskView;
    view.equity = this.loop.lastEquity;
    view.position = this.loop.ledger.quantity[leg]!;
    view.price = this.loop.ledger.mark[leg]!;
    view.buyingPower = this.loop.funding.available() + this.pendingSales();
    return view;
  }

  /** Money that the market sells under way will bring at the marks: those of a position set free what it binds. */
  private pendingSales(): number {
    const { working, funding, ledger } = this.loop;
    let money = 0;
    for (let leg = 0; leg < ledger.legs; leg++) {
      const sold = working.soldOf(leg);
      if (sold === 0) continue;
      const price = ledger.mark[leg]!;
      const closing = Math.min(sold, Math.max(0, ledger.quantity[leg]!));
      // By some conventions a short sale brings money, too.
      money +=
        funding.freedBy(leg, -1, closing, price) + (sold - closing) * Math.max(0, -funding.unitCost(leg, -1, price));
    }
    return money;
  }

  private emit(leg: number, row: number, made: DeskOrder, id: number): void {
    if (made !== null) this.loop.dispatcher.emit(leg, row, this.loop.timeOf(leg), made, id);
  }
}

// A function of its own: what a closure captures is allocated when the function around it begins.
const unknownOrder = (what: string, id: number, symbol: string) =>
  denied('unknown-order', () => `${what} ${id} is no working order of ${symbol}`);
