import type { AmendIntent, CancelIntent, ClosedReason, Intent, OrderIntent, ProtectIntent } from '../loop/intents.js';
import type { QuietBand } from '../loop/quiet-band.js';
import { atOnce, AtOnceOrders } from './at-once-orders.js';
import { Execution } from './execution.js';
import type { ExecutionSettings } from './execution.js';
import { endLinked } from './order-links.js';
import { copyBook, emptyBook, enqueue, findOrder, sweep } from './order-book.js';
import type { Book } from './order-book.js';
import { Protection } from './protection.js';
import { quietBand } from './quiet-band.js';
import { RestingOrders } from './resting-orders.js';
import { SubmissionCheck } from './submission-check.js';
import { PlacedQueue } from './placed-queue.js';
import { actsNow, dayOf, expired, waitsForAuction } from './time-in-force.js';
import { Triggers } from './triggers.js';
import type { MatchBar } from './triggers.js';
import { amendOrder, follow, isTrailing, splitOrder } from './working-order.js';
import type { WorkingOrder } from './working-order.js';

/** Plain copy of all books. */
export interface MarketSnapshot {
  readonly books: readonly Readonly<Book>[];
  readonly ambiguousBars: number;
  /** By leg: row of the bar matched last, and what it may still fill; null for no limit. */
  readonly rows: readonly number[];
  readonly capacity: readonly (number | null)[];
}

/** What a simulated market is made of. */
export interface MarketSettings extends ExecutionSettings {
  readonly legs: number;
}

/**
 * The simulated broker's matching, for all legs of an account, by the conventions it was made with. By our own: market
 * orders fill at the bar's open (its close when the open is not trusted), limits when traded through, stops when touched,
 * gaps at the open. Only market and stop fills pay spread and slippage. A position's protective stop and target are live
 * from its market entry; after a stop or limit entry the stop is live at once and the target from the next bar; when both
 * could have been hit the stop was. A bar whose order of events decided the outcome is counted in `ambiguousBars`.
 *
 * A tick is driven by `matchTick`: `begin` for every leg with a bar, then the phases, then `finish`.
 */
export class SimulatedMarket {
  ambiguousBars = 0;
  private readonly books: Book[];
  private readonly execution: Execution;
  private readonly protection: Protection;
  private readonly resting: RestingOrders;
  private readonly atOnce: AtOnceOrders;
  /** Null where orders are asked for their cash at their fill alone. */
  private readonly submission: SubmissionCheck | null;
  private readonly queue: PlacedQueue;

  /** By leg: volume left for fills in the bar of this row. */
  private readonly capacity: number[];
  private readonly rows: Int32Array;

  constructor(private readonly settings: MarketSettings) {
    this.capacity = Array.from({ length: settings.legs }, () => Infinity);
    this.rows = new Int32Array(settings.legs).fill(-1);
    this.books = Array.from({ length: settings.legs }, emptyBook);
    this.queue = new PlacedQueue(this.books);
    this.execution = new Execution(settings);
    const { checksAtSubmission, checksAtOpen } = settings.rules;
    this.submission = checksAtSubmission || checksAtOpen ? new SubmissionCheck(settings, settings.legs) : null;
    const triggers = new Triggers(settings.rules);
    this.protection = new Protection(settings, this.execution, triggers);
    this.resting = new RestingOrders(settings, this.execution, triggers, this.protection);
    this.atOnce = new AtOnceOrders(settings, this.execution, triggers);
  }

  /** Accepts an intent; it acts from the next bar on. */
  submit(intent: Intent): void {
    if (intent.kind === 'order') this.place(intent);
    else if (intent.kind === 'cancel') this.cancel(intent);
    else if (intent.kind === 'amend') this.amend(intent);
    else this.protect(intent);
  }

  /** Accepts all that a close decided, and asks its orders for their cash where that is done when they are sent. */
  submitAll(intents: readonly Intent[]): void {
    for (const intent of intents) this.submit(intent);
    const { rules, ledger } = this.settings;
    if (rules.checksAtSubmission) this.askAll((leg) => ledger.mark[leg]!);
  }

  /** Queues an order, unless what it waits for has ended before it. */
  private place(intent: OrderIntent): void {
    const { id, leg, after } = intent;
    const { rules, listener, ledger } = this.settings;
    const book = this.books[leg]!;
    if (after !== undefined && findOrder(book, after) === undefined) {
      listener.closed(id, leg, 'parent-ended');
      return;
    }
    const order = enqueue(book, intent);
    if (rules.marketAtPrevious) order.mark = ledger.mark[leg]!;
    order.unasked = this.submission !== null;
  }

  /** Ends an order between bars: what waits for it may work from its leg's next one on. */
  private end(leg: number, order: WorkingOrder, reason: ClosedReason): void {
    this.execution.row = this.rows[leg]!;
    this.execution.end(this.books[leg]!, leg, order, reason);
  }

  /** Asks for its cash what was sent at the last close, market orders at the price they get in this bar. */
  askAtOpen(rows: Int32Array, bars: readonly MatchBar[]): void {
    const { ledger } = this.settings;
    this.askAll((leg, { tif }) =>
      rows[leg]! >= 0 && bars[leg]!.trusted && tif !== 'cls' ? bars[leg]!.open : ledger.mark[leg]!,
    );
  }

  /** Ends the orders just sent that cash does not pay for, in the order they were sent; a market order at the price given. */
  private askAll(marketOf: (leg: number, order: WorkingOrder) => number): void {
    this.queue.visit(null, (leg, order) => {
      if (!order.unasked) return;
      order.unasked = false;
      if (!this.submission!.pays(order, leg, marketOf(leg, order))) this.end(leg, order, 'no-cash');
    });
    this.submission!.end();
    for (const book of this.books) sweep(book);
  }

  private cancel({ id, leg }: CancelIntent): void {
    const book = this.books[leg]!;
    const order = findOrder(book, id);
    if (order === undefined || order.unasked) return;
    this.end(leg, order, 'cancelled');
    sweep(book);
  }

  private amend(intent: AmendIntent): void {
    const { id, leg } = intent;
    const book = this.books[leg]!;
    const order = findOrder(book, id);
    if (order === undefined) return;
    const last = amendOrder(order, intent);
    if (order.quantity <= 0) {
      this.end(leg, order, 'cancelled');
      sweep(book);
    } else if (last) {
      book.orders.splice(book.orders.indexOf(order), 1);
      book.orders.push(order);
    }
  }

  private protect({ leg, stopLoss, takeProfit }: ProtectIntent): void {
    const book = this.books[leg]!;
    if (stopLoss !== undefined) {
      book.stopLoss = stopLoss ?? 0;
      book.stopFrom = 0;
    }
    if (takeProfit !== undefined) {
      book.takeProfit = takeProfit ?? 0;
      book.targetFrom = 0;
    }
  }

  /**
   * A split before the open, already settled in the ledger: prices ÷ ratio, quantities × ratio; an order of less than a
   * lot is closed, and with a position that became less than one its protection ends.
   */
  split(leg: number, ratio: number): void {
    const book = this.books[leg]!;
    const { listener, instruments, ledger } = this.settings;
    const { floor } = instruments[leg]!;
    for (const order of book.orders) {
      splitOrder(order, ratio, floor);
      if (order.quantity > 0 || order.done) continue;
      order.done = true;
      if (order.id !== 0) listener.closed(order.id, leg, 'below-one-share');
      endLinked(book, order, leg, 0, this.settings);
    }
    sweep(book);
    const held = ledger.quantity[leg] !== 0;
    book.stopLoss = held ? book.stopLoss / ratio : 0;
    book.takeProfit = held ? book.takeProfit / ratio : 0;
  }

  /** Whether nothing rests or waits for this leg. */
  idle(leg: number): boolean {
    const book = this.books[leg]!;
    return book.orders.length === 0 && book.stopLoss === 0 && book.takeProfit === 0;
  }

  /** The band in which bars of a leg do nothing, written into `band`; false when there is none. `daily`: a bar ends its day. */
  quiet(leg: number, daily: boolean, band: QuietBand): boolean {
    return quietBand(this.books[leg]!, this.settings.ledger.quantity[leg]!, daily, band);
  }

  /** Turns to a leg's bar. */
  private turnTo(leg: number, time: number, row: number, bar: MatchBar): Book {
    const { execution } = this;
    execution.time = time;
    execution.row = row;
    execution.bar = bar;
    if (this.rows[leg] !== row) {
      this.rows[leg] = row;
      this.capacity[leg] = this.settings.costs.capacityOf(bar.volume, bar.high - bar.low);
    }
    execution.capacity = this.capacity[leg]!;
    return this.books[leg]!;
  }

  private leave(leg: number, book: Book): void {
    this.capacity[leg] = this.execution.capacity;
    sweep(book);
  }

  /** Ends what is due before a leg's bar. */
  begin(leg: number, time: number, row: number, bar: MatchBar): void {
    const { orders } = this.books[leg]!;
    const { rules } = this.settings;
    let over = false;
    for (let i = 0; i < orders.length; i++) {
      const order = orders[i]!;
      if (order.tif === 'gtc' && order.trail === 0 && order.trailPercent === 0) continue;
      // In a queue its turn comes when the orders before it have been met.
      if (expired(order, time)) over ||= !rules.asPlaced;
      else if (order.day === 0 && order.waitsFor === 0 && order.fromRow <= row && !waitsForAuction(order, bar)) {
        order.day = dayOf(time);
      }
    }
    if (!over) return;
    const book = this.turnTo(leg, time, row, bar);
    for (let i = 0; i < orders.length; i++) {
      const order = orders[i]!;
      if (!order.done && expired(order, time)) this.execution.end(book, leg, order, 'expired');
    }
    this.leave(leg, book);
  }

  /** Protective exits ahead of every order, where a convention puts them there. */
  protectFirst(leg: number, time: number, row: number, bar: MatchBar): void {
    const book = this.turnTo(leg, time, row, bar);
    if (this.protection.exit(leg, book, bar)) this.ambiguousBars++;
    this.leave(leg, book);
  }

  /** Fills the market orders of one side; sells of all legs come before buys, so that a rotation pays for itself. */
  fillMarketOrders(leg: number, side: 1 | -1, time: number, row: number, bar: MatchBar): void {
    if (this.books[leg]!.orders.length === 0) return;
    const book = this.turnTo(leg, time, row, bar);
    for (let i = 0; i < book.orders.length; i++) {
      const order = book.orders[i]!;
      if (order.side === side && atOnce(order, row, bar)) this.atOnce.fill(leg, book, order, bar);
    }
    this.leave(leg, book);
  }

  /** Fills the market orders sent at a close at that close, where a convention does. */
  fillAtDecision(leg: number, side: 1 | -1, time: number, row: number, bar: MatchBar): void {
    const book = this.turnTo(leg, time, row, bar);
    for (let i = 0; i < book.orders.length; i++) {
      const order = book.orders[i]!;
      if (order.side !== side || order.type !== 'market' || order.done || order.waitsFor !== 0) continue;
      this.atOnce.fillAtClose(leg, book, order, bar, 'decision-close');
    }
    this.leave(leg, book);
  }

  /**
   * Fills the market orders of the legs that have a row in the order they were placed: where a bar fills them, or at the close
   * they were sent at.
   */
  fillAsPlaced(time: number, rows: Int32Array, bars: readonly MatchBar[], atDecision: boolean): void {
    this.queue.visit(rows, (leg, order) => {
      const row = rows[leg]!;
      const bar = bars[leg]!;
      if (atDecision ? order.type !== 'market' || order.waitsFor !== 0 : !bar.trusted || !atOnce(order, row, bar))
        return;
      const book = this.turnTo(leg, time, row, bar);
      if (atDecision) this.atOnce.fillAtClose(leg, book, order, bar, 'decision-close');
      else this.atOnce.fill(leg, book, order, bar);
      this.capacity[leg] = this.execution.capacity;
    });
    for (let leg = 0; leg < rows.length; leg++) if (rows[leg]! >= 0) sweep(this.books[leg]!);
  }

  /** Protective exits and resting orders of one leg over one bar. Market orders come before (after, if they fill at the close). */
  matchBar(leg: number, time: number, row: number, bar: MatchBar): void {
    const book = this.turnTo(leg, time, row, bar);
    let ambiguous = this.protection.exit(leg, book, bar);
    // Positions opened below are past their exit check: their target waits for the next bar.
    if (book.orders.length > 0) ambiguous = this.resting.match(leg, book, row, bar) || ambiguous;
    if (ambiguous) this.ambiguousBars++;
    this.leave(leg, book);
  }

  /** Protection of all legs, then every order of theirs in the order they were placed, each over the whole bar of its leg. */
  matchAsPlaced(time: number, rows: Int32Array, bars: readonly MatchBar[]): void {
    const { books, execution } = this;
    const unsure = new Set<number>();
    for (let leg = 0; leg < rows.length; leg++) {
      if (rows[leg]! < 0) continue;
      const book = this.turnTo(leg, time, rows[leg]!, bars[leg]!);
      if (this.protection.exit(leg, book, bars[leg]!)) unsure.add(leg);
      this.leave(leg, book);
    }
    this.queue.visit(rows, (leg, order) => {
      const book = this.turnTo(leg, time, rows[leg]!, bars[leg]!);
      if (this.meet(leg, book, order, time, rows[leg]!, bars[leg]!)) unsure.add(leg);
      this.capacity[leg] = execution.capacity;
    });
    for (let leg = 0; leg < rows.length; leg++) if (rows[leg]! >= 0) sweep(books[leg]!);
    this.ambiguousBars += unsure.size;
  }

  /** One order over the whole bar; true when the order of events in it decided. */
  private meet(leg: number, book: Book, order: WorkingOrder, time: number, row: number, bar: MatchBar): boolean {
    if (expired(order, time)) this.execution.end(book, leg, order, 'expired');
    else if (order.tif === 'cls') this.meetClosing(leg, book, order, row, bar);
    else if (atOnce(order, row, bar)) {
      const held = this.settings.ledger.quantity[leg]!;
      const touch = this.atOnce.fill(leg, book, order, bar);
      return this.protection.afterEntry(leg, book, order, held, touch, bar);
    } else return this.resting.matchOne(leg, book, order, row, bar);
    return false;
  }

  /** Orders for the closing auction. */
  fillClosing(leg: number, side: 1 | -1, time: number, row: number, bar: MatchBar): void {
    if (!hasClosing(this.books[leg]!)) return;
    const book = this.turnTo(leg, time, row, bar);
    for (let i = 0; i < book.orders.length; i++) {
      const order = book.orders[i]!;
      if (order.tif === 'cls' && order.side === side) this.meetClosing(leg, book, order, row, bar);
    }
    this.leave(leg, book);
  }

  private meetClosing(leg: number, book: Book, order: WorkingOrder, row: number, bar: MatchBar): void {
    if (order.done || order.waitsFor !== 0 || order.fromRow > row) return;
    this.atOnce.fillAtClose(leg, book, order, bar, 'closing-auction');
  }

  /** Ends what may not outlive a leg's bar, and lets trailing stops follow it. `daily`: the bar ends its day. */
  finish(leg: number, time: number, row: number, bar: MatchBar, daily: boolean): void {
    if (this.books[leg]!.orders.length === 0) return;
    const book = this.turnTo(leg, time, row, bar);
    for (let i = 0; i < book.orders.length; i++) {
      const order = book.orders[i]!;
      if (order.done || order.waitsFor !== 0) continue;
      const began = order.day === 0;
      // A limit that its stop has set off waits for the next bar, which is another day.
      if (order.tif === 'day' && daily && !began) {
        this.execution.end(book, leg, order, 'expired');
        continue;
      }
      if (order.fromRow > row) continue;
      if (began && waitsForAuction(order, bar)) continue;
      if (began) order.day = dayOf(time);
      if (actsNow(order) || order.tif === 'cls') this.execution.end(book, leg, order, 'no-fill-at-once');
      else if (order.tif === 'day' && daily) this.execution.end(book, leg, order, 'expired');
      else if (!began && order.type === 'stop' && isTrailing(order))
        follow(order, this.settings.rules.trailByClose ? bar.close : order.side < 0 ? bar.high : bar.low);
    }
    this.leave(leg, book);
  }

  /** Ends every waiting order: there are no more bars. */
  expireAll(): void {
    for (let leg = 0; leg < this.books.length; leg++) {
      const book = this.books[leg]!;
      for (const order of book.orders) {
        if (order.id !== 0) this.settings.listener.closed(order.id, leg, 'end-of-data');
      }
      book.orders = [];
    }
  }

  snapshot(): MarketSnapshot {
    return {
      books: this.books.map(copyBook),
      ambiguousBars: this.ambiguousBars,
      rows: [...this.rows],
      capacity: this.capacity.map((left) => (left === Infinity ? null : left)),
    };
  }

  restore(snapshot: MarketSnapshot): void {
    for (let leg = 0; leg < this.books.length; leg++) this.books[leg] = copyBook(snapshot.books[leg]!);
    this.ambiguousBars = snapshot.ambiguousBars;
    this.rows.set(snapshot.rows);
    snapshot.capacity.forEach((left, leg) => (this.capacity[leg] = left ?? Infinity));
  }
}

function hasClosing({ orders }: Book): boolean {
  for (let i = 0; i < orders.length; i++) if (orders[i]!.tif === 'cls') return true;
  return false;
}
