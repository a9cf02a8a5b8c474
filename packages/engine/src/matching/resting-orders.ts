import type { FillCause } from '../loop/intents.js';
import type { Execution, ExecutionSettings, Touch } from './execution.js';
import type { Book } from './order-book.js';
import type { Protection } from './protection.js';
import { actsNow } from './time-in-force.js';
import type { MatchBar, Triggers } from './triggers.js';
import { followed, isTrailing } from './working-order.js';
import type { WorkingOrder } from './working-order.js';

type Pass = 'open' | 'stop' | 'limit';

/** Limits and stops of a leg over a bar. */
export class RestingOrders {
  private readonly touch: Touch = { reference: 0, takes: true, cause: 'stop-touched', level: 0, cap: 0 };
  private ambiguous = false;

  constructor(
    private readonly settings: Pick<ExecutionSettings, 'ledger' | 'rules'>,
    private readonly execution: Execution,
    private readonly triggers: Triggers,
    private readonly protection: Protection,
  ) {}

  /** Three passes in queue order: gaps at the open, then stops, then limits. True when the order of events decided. */
  match(leg: number, book: Book, row: number, bar: MatchBar): boolean {
    this.ambiguous = false;
    this.pass(leg, book, row, bar, 'open');
    this.pass(leg, book, row, bar, 'stop');
    this.pass(leg, book, row, bar, 'limit');
    return this.ambiguous;
  }

  /** One order over the whole bar, whatever comes after it. */
  matchOne(leg: number, book: Book, order: WorkingOrder, row: number, bar: MatchBar): boolean {
    this.ambiguous = false;
    const isStop = order.type === 'stop';
    if (!rests(order, row)) return false;
    if (this.try(leg, book, order, row, bar, 'open')) return this.ambiguous;
    this.try(leg, book, order, row, bar, isStop ? 'stop' : 'limit');
    return this.ambiguous;
  }

  private pass(leg: number, book: Book, row: number, bar: MatchBar, pass: Pass): void {
    const { orders } = book;
    for (let i = 0; i < orders.length; i++) {
      const order = orders[i]!;
      if (rests(order, row)) this.try(leg, book, order, row, bar, pass);
    }
  }

  /** Fills or triggers an order if this pass reaches it; true when it did. */
  private try(leg: number, book: Book, order: WorkingOrder, row: number, bar: MatchBar, pass: Pass): boolean {
    const isStop = order.type === 'stop';
    const { triggers } = this;
    let reference = NaN;
    if (pass === 'open') {
      reference = isStop
        ? triggers.stopAtOpen(order.side, order.price, bar)
        : triggers.limitAtOpen(order.side, order.price, bar);
    } else if ((pass === 'stop') === isStop) {
      reference = isStop
        ? triggers.stopInBar(order.side, order.price, bar)
        : triggers.limitInBar(order.side, order.price, bar);
    }
    if (reference !== reference) return false;
    order.metRow = row;
    const level = order.price;
    if (isStop && order.limit !== 0) {
      this.triggerStopLimit(leg, book, order, reference, row, bar, pass);
      // A bar whose close it follows moves it once more.
      if (this.settings.rules.trailByClose && isTrailing(order))
        order.price = followed(order, level, bar.close) + order.limitOffset;
    } else if (isStop) {
      this.fill(leg, book, order, reference, pass === 'open' ? 'stop-gap-open' : 'stop-touched', true, level, 0, bar);
      this.goOn(order);
    } else {
      const cause = pass === 'open' ? 'limit-gap-open' : 'limit-through';
      this.fill(leg, book, order, reference, cause, false, order.price, 0, bar);
    }
    return true;
  }

  /**
   * A triggered stop-limit becomes a limit order. Where its limit allows the trigger price, it fills there like a stop,
   * never beyond the limit; else it rests: the rest of the bar counts when the trigger was the open, or by convention.
   */
  private triggerStopLimit(
    leg: number,
    book: Book,
    order: WorkingOrder,
    reference: number,
    row: number,
    bar: MatchBar,
    pass: Pass,
  ): void {
    const { rules } = this.settings;
    const stop = order.price;
    const { side, limit } = order;
    order.type = 'limit';
    order.price = limit;
    if (rules.stopLimitNextBar) {
      order.fromRow = row + 1;
      return;
    }
    if (side > 0 ? limit >= reference : limit <= reference) {
      const cap = (rules.spreadWithinLimit || rules.spreadPastLimit) && pass !== 'open' ? 0 : limit;
      this.fill(leg, book, order, reference, 'stop-limit', true, stop, cap, bar);
      return;
    }
    if (pass !== 'open' && !rules.stopLimitAnywhere) {
      order.fromRow = row + 1;
      const { open, close } = bar;
      const turns = side > 0 ? open > close && close <= limit : open <= close && close >= limit;
      if (rules.stopLimitTurning && turns) this.fill(leg, book, order, limit, 'limit-through', false, limit, 0, bar);
    } else if (pass === 'open') {
      const later = this.triggers.limitInBar(side, limit, bar);
      if (later === later) this.fill(leg, book, order, later, 'limit-through', false, limit, 0, bar);
    } else {
      const later = this.triggers.limitInBar(side, limit, bar);
      this.ambiguous = true;
      if (later === later) this.fill(leg, book, order, later, 'limit-through', false, limit, 0, bar);
      else order.fromRow = row + 1;
    }
  }

  /** What the bar could not fill of a stop is a market order now, unless it stays what it is. */
  private goOn(order: WorkingOrder): void {
    if (this.settings.rules.stopStays) return;
    order.type = 'market';
    order.mark = 0;
  }

  private fill(
    leg: number,
    book: Book,
    order: WorkingOrder,
    reference: number,
    cause: FillCause,
    takes: boolean,
    level: number,
    cap: number,
    bar: MatchBar,
  ): void {
    const { touch } = this;
    touch.reference = reference;
    touch.takes = takes;
    touch.cause = cause;
    touch.level = level;
    touch.cap = cap;
    const before = this.settings.ledger.quantity[leg]!;
    this.execution.fill(book, leg, order, touch);
    if (this.protection.afterEntry(leg, book, order, before, touch, bar)) this.ambiguous = true;
    if (order.done && order.id !== 0) this.children(leg, book, order, bar);
  }

  /** Orders that waited for one filled inside the bar and may fill in it as well: a pass for them may be over. */
  private children(leg: number, book: Book, parent: WorkingOrder, bar: MatchBar): void {
    const { row } = this.execution;
    const entry = this.touch.reference;
    for (let i = 0; i < book.orders.length; i++) {
      const child = book.orders[i]!;
      if (child.parent !== parent.id || !rests(child, row)) continue;
      const { side, price } = child;
      const isStop = child.type === 'stop';
      const reached = isStop ? this.triggers.stopInBar(side, price, bar) : this.triggers.limitInBar(side, price, bar);
      if (reached !== reached) continue;
      this.ambiguous = true;
      if (isStop && child.limit !== 0) child.fromRow = row + 1;
      else if (isStop) {
        const reference = side < 0 ? Math.min(price, entry) : Math.max(price, entry);
        this.fill(leg, book, child, reference, 'stop-touched', true, price, 0, bar);
        this.goOn(child);
      } else this.fill(leg, book, child, reached, 'limit-through', false, price, 0, bar);
    }
  }
}

/** Whether an order rests in the book and may fill in a row. */
function rests(order: WorkingOrder, row: number): boolean {
  return (
    order.type !== 'market' &&
    !order.done &&
    order.waitsFor === 0 &&
    order.fromRow <= row &&
    order.metRow !== row &&
    order.tif !== 'cls' &&
    !actsNow(order)
  );
}
