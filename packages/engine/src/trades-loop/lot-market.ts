import type { FillCause } from '../loop/intents.js';
import type { LotBook, LotFill } from './lot-book.js';
import type { Lot } from './lot.js';
import { isProtective, protectiveOrder } from './lot-order.js';
import type { LotOrder } from './lot-order.js';
import { LotQueue } from './lot-queue.js';
import type { LotRules } from './lot-rules.js';
import type { LotTerms } from './lot-terms.js';
import { reach } from './lot-triggers.js';
import type { LotBar, Reached } from './lot-triggers.js';
import { wholeTimes } from './whole-lots.js';

/** Told of each fill and of orders that end without one. */
export interface LotListener {
  filled(order: LotOrder, leg: number, signed: number, fill: LotFill, fee: number, cause: FillCause): void;
  closed(order: LotOrder, leg: number, reason: 'no-cash' | 'cancelled'): void;
}

/** Part of "all" that an order for everything asks for, so that no rounding pushes it past what there is. */
const nearlyAll = 1 - Number.EPSILON;

/** A bar being worked through. */
interface Session {
  readonly leg: number;
  readonly row: number;
  /** Orders act from this row on: the bar's own, one later when the last bar is met again. */
  readonly turn: number;
  readonly bar: LotBar;
  readonly time: number;
  readonly timeBefore: number;
}

/**
 * Matching for lots. A bar goes through the queue of its leg once; where an entry brought protection that works in the
 * same bar, through what is then in the queue once more (by convention also what was to wait for the next bar). An order of the other side first closes lots, oldest first,
 * unless lots are hedged; what is left of it opens a lot of its own, if margin pays for it.
 */
export class LotMarket {
  readonly queues: readonly LotQueue[];

  constructor(
    legs: number,
    private readonly book: LotBook,
    private readonly rules: LotRules,
    private readonly terms: LotTerms,
    private readonly listener: LotListener,
  ) {
    this.queues = Array.from({ length: legs }, () => new LotQueue(rules));
  }

  /** Works through one bar. `turn` is its row; one more when the last bar is met again. */
  match(leg: number, row: number, turn: number, bar: LotBar, time: number, timeBefore: number): void {
    const session: Session = { leg, row, turn, bar, time, timeBefore };
    const { secondPass } = this.rules.policies;
    let due = turn;
    while (this.queues[leg]!.length > 0 && this.pass(session, due)) due = secondPass === 'all' ? turn + 1 : turn;
  }

  /** One pass over what acts from row `due` on; true when another one must follow. */
  private pass(session: Session, due: number): boolean {
    let again = false;
    for (const order of this.queues[session.leg]!.list()) {
      if (!order.alive || order.from > due) continue;
      const reached = reach(order, session.bar, this.rules);
      if (reached === null) continue;
      if (order.lot !== null) this.exit(session, order, order.lot, reached);
      else if (this.enter(session, order, reached)) again = true;
    }
    return again;
  }

  private exit(session: Session, order: LotOrder, lot: Lot, reached: Reached): void {
    this.queues[session.leg]!.remove(order);
    const { policies } = this.rules;
    const pays = policies.spreadOn === 'all' || (policies.spreadOn === 'market-and-stop' && reached.by !== 'limit');
    const fill = this.fillOf(session, order, reached, pays);
    this.reduce(
      order,
      lot,
      Math.min(order.quantity, Math.abs(lot.quantity)),
      fill,
      causeOf(order, reached, this.rules),
    );
  }

  /** Closes a part of a lot. Its protection follows what is left, and ends with it. */
  private reduce(order: LotOrder, lot: Lot, quantity: number, fill: LotFill, cause: FillCause): void {
    const signed = lot.quantity > 0 ? -quantity : quantity;
    const whole = quantity >= Math.abs(lot.quantity);
    const fee = this.book.close(lot, quantity, fill);
    this.listener.filled(order, lot.leg, signed, fill, fee, cause);
    const queue = this.queues[lot.leg]!;
    if (whole) {
      for (const child of [lot.stopLoss, lot.takeProfit]) if (child !== null) queue.remove(child);
      for (const other of queue.pending()) if (other.lot === lot) queue.remove(other);
    } else {
      for (const child of [lot.stopLoss, lot.takeProfit]) if (child !== null) child.quantity = Math.abs(lot.quantity);
    }
  }

  /** Whether the entry's protection works in this bar. */
  private enter(session: Session, order: LotOrder, reached: Reached): boolean {
    const { book, rules, listener } = this;
    const { leg } = session;
    const { side } = order;
    this.queues[leg]!.remove(order);
    const pays = rules.policies.spreadOn !== 'market-and-stop' || reached.by !== 'limit';
    const fill = this.fillOf(session, order, reached, pays);
    const asked = order.fraction !== 0 ? order.fraction * this.terms.lots[leg]! : order.quantity;
    const unit = fill.price + (rules.priceWithCosts ? this.terms.commission(asked, reached.price) / asked : 0);
    const cause = causeOf(order, reached, rules);
    let needed = order.fraction === 0 ? order.quantity : this.sized(order.fraction, unit, session);
    if (needed === 0) {
      listener.closed(order, leg, 'no-cash');
      return false;
    }
    if (!rules.hedged) {
      const bare = this.fillOf(session, order, reached, rules.policies.spreadOn !== 'entries' && pays);
      for (const lot of book.lots[leg]!.slice()) {
        if (lot.quantity > 0 === side > 0) continue;
        const part = Math.min(needed, Math.abs(lot.quantity));
        this.reduce(order, lot, part, bare, cause);
        needed = book.snap(leg, needed - part);
        if (needed === 0) return false;
      }
    }
    needed = this.payable(needed, unit, session);
    if (needed === 0) {
      listener.closed(order, leg, 'no-cash');
      return false;
    }
    const { lot, fee } = book.open(leg, order.id, side * needed, fill);
    listener.filled(order, leg, side * needed, fill, fee, cause);
    return this.protect(session, order, lot, reached);
  }

  /** Quantity of a fraction at its fill. */
  private sized(fraction: number, unit: number, session: Session): number {
    const { sizeOf } = this.rules.policies;
    const base = this.marked(session, () =>
      sizeOf === 'equity' ? this.book.equity() : this.book.freeMargin(this.terms.leverage) * this.terms.leverage,
    );
    const lot = this.terms.lots[session.leg]!;
    return wholeTimes(Math.max(0, base) * Math.min(fraction, nearlyAll), unit * lot) * lot;
  }

  /** What margin pays for of a quantity. */
  private payable(quantity: number, unit: number, session: Session): number {
    const { shortfall } = this.rules.policies;
    if (shortfall === 'allow') return quantity;
    const { leverage } = this.terms;
    const lot = this.terms.lots[session.leg]!;
    const free = this.marked(session, () => this.book.freeMargin(leverage) * leverage);
    if (quantity * unit <= free) return quantity;
    return shortfall === 'reject' ? 0 : wholeTimes(free, unit * lot) * lot;
  }

  /** Takes a figure of the account with this leg marked as the conventions mark it. */
  private marked(session: Session, figure: () => number): number {
    const { mark } = this.book;
    const before = mark[session.leg]!;
    if (this.rules.policies.marginMark === 'fill-bar-close') mark[session.leg] = session.bar.close;
    const value = figure();
    mark[session.leg] = before;
    return value;
  }

  /** Gives a new lot its protection; true when some of it works in this bar. */
  private protect(session: Session, order: LotOrder, lot: Lot, reached: Reached): boolean {
    if (order.stopLoss === 0 && order.takeProfit === 0) return false;
    const { children } = this.rules.policies;
    const when = reached.by === 'market' ? children.afterMarket : children.afterResting;
    const clear = when.takeProfit === 'if-clear' && isClear(order, reached, session.bar);
    const targetNow = when.takeProfit === 'same-bar' || clear;
    const stopNow = when.stopLoss === 'same-bar';
    const from = (now: boolean) => session.turn + (now ? 0 : 1);
    if (order.takeProfit !== 0) this.setTarget(lot, order.takeProfit, from(targetNow));
    if (order.stopLoss !== 0) this.setStop(lot, order.stopLoss, from(stopNow));
    return (order.stopLoss !== 0 && stopNow) || (order.takeProfit !== 0 && targetNow);
  }

  /** Replaces the stop-loss of a lot; 0 takes it away. */
  setStop(lot: Lot, price: number, from: number): void {
    if (lot.stopLoss !== null) this.queues[lot.leg]!.remove(lot.stopLoss);
    lot.stopLoss = price === 0 ? null : protectiveOrder(lot, 'stop-loss', price, from);
    if (lot.stopLoss !== null) this.queues[lot.leg]!.add(lot.stopLoss);
  }

  /** Replaces the take-profit of a lot; 0 takes it away. */
  setTarget(lot: Lot, price: number, from: number): void {
    if (lot.takeProfit !== null) this.queues[lot.leg]!.remove(lot.takeProfit);
    lot.takeProfit = price === 0 ? null : protectiveOrder(lot, 'take-profit', price, from);
    if (lot.takeProfit !== null) this.queues[lot.leg]!.add(lot.takeProfit);
  }

  private fillOf(session: Session, order: LotOrder, reached: Reached, pays: boolean): LotFill {
    const before = atDecision(order, reached, this.rules);
    return {
      price: pays ? reached.price * (1 + order.side * this.terms.spread) : reached.price,
      reference: reached.price,
      row: before ? session.row - 1 : session.row,
      time: before ? session.timeBefore : session.time,
      reason: order.reason,
    };
  }
}

/** Whether an order filled at the close that decided, which is the bar before. */
function atDecision(order: LotOrder, { by }: Reached, { policies }: LotRules): boolean {
  return by === 'market' && !isProtective(order) && policies.marketFill === 'previous-close';
}

/** Whether a bar in which a stop order entered reaches the target and not the stop-loss. */
function isClear({ side, stopLoss, takeProfit }: LotOrder, { by }: Reached, { high, low }: LotBar): boolean {
  if (by !== 'stop' || takeProfit === 0) return false;
  const target = side > 0 ? takeProfit <= high : takeProfit >= low;
  return target && (stopLoss === 0 || (side > 0 ? stopLoss < low : stopLoss > high));
}

function causeOf(order: LotOrder, { by, gap }: Reached, { policies }: LotRules): FillCause {
  if (order.role === 'stop-loss') return gap ? 'stop-loss-gap-open' : 'stop-loss';
  if (order.role === 'take-profit') return gap ? 'take-profit-gap-open' : 'take-profit';
  if (by === 'market') return policies.marketFill;
  if (by === 'stop') return gap ? 'stop-gap-open' : 'stop-touched';
  return gap ? 'limit-gap-open' : 'limit-through';
}
