import type { ExecutionSettings, Touch } from './execution.js';
import type { Book } from './order-book.js';
import { isTrailing, moveStop, trailDistance } from './working-order.js';
import type { WorkingOrder } from './working-order.js';

type LinkSettings = Pick<ExecutionSettings, 'rules' | 'listener'>;

/** What a fill does to the other orders of its group and to those that wait for it. */
export function linkFill(
  book: Book,
  order: WorkingOrder,
  quantity: number,
  leg: number,
  row: number,
  touch: Touch,
  settings: LinkSettings,
): void {
  if (!book.linked) return;
  if (settings.rules.endsTogether) {
    if (order.parent === 0 ? order.group !== 0 : order.done) endTied(book, order, order, leg, settings);
  } else if (order.group !== 0) {
    for (const other of book.orders) {
      if (other === order || other.done || other.group !== order.group) continue;
      if (!order.done && other.quantity > quantity) {
        other.quantity -= quantity;
        continue;
      }
      other.done = true;
      settings.listener.closed(other.id, leg, 'oco');
      endLinked(book, other, leg, row, settings);
    }
  }
  if (order.done && order.id !== 0) release(book, order, row, touch, settings);
}

/** Lets the orders that waited for a filled one work, from the bar its conventions say. */
function release(book: Book, parent: WorkingOrder, row: number, touch: Touch | null, { rules }: LinkSettings): void {
  const market = touch !== null && touch.takes && touch.level === 0;
  const atClose = touch !== null && (touch.cause === 'next-close' || touch.cause === 'closing-auction');
  const children = market ? rules.afterMarket : rules.afterResting;
  for (const child of book.orders) {
    if (child.waitsFor !== parent.id || child.done) continue;
    child.waitsFor = 0;
    const sameBar = child.type === 'limit' ? children.targetSameBar : child.type === 'stop' && children.stopSameBar;
    child.fromRow = row + (sameBar && touch !== null && !atClose ? 0 : 1);
    if (touch !== null && !rules.trailByClose && isTrailing(child)) {
      moveStop(child, touch.reference + child.side * trailDistance(child, touch.reference));
    }
  }
}

/**
 * Ends what an order that is over without having filled in full takes with it. The orders that wait for it: without any
 * fill of it they are over too, with a part of it filled they work for that part. By convention all it is tied to.
 */
export function endLinked(book: Book, order: WorkingOrder, leg: number, row: number, settings: LinkSettings): void {
  if (order.id === 0 || !book.linked) return;
  if (settings.rules.endsTogether) {
    endWaiting(book, order, order, leg, settings);
    endTied(book, order, order, leg, settings);
    return;
  }
  for (const child of book.orders) {
    if (child.waitsFor !== order.id || child.done) continue;
    if (order.filled > 0) {
      child.quantity = Math.min(child.quantity, order.filled);
      continue;
    }
    child.done = true;
    settings.listener.closed(child.id, leg, 'parent-ended');
    endLinked(book, child, leg, row, settings);
  }
  if (order.filled > 0) release(book, order, row, null, settings);
}

/** Ends what waits for an order that is over, and what that is tied to; never `first`, with which it began. */
function endWaiting(book: Book, order: WorkingOrder, first: WorkingOrder, leg: number, settings: LinkSettings): void {
  for (const child of book.orders) {
    if (!child.done && child.waitsFor === order.id) endOf(book, child, first, leg, settings, 'parent-ended');
  }
}

/** Ends the others of an order's group, and of its bracket the orders that waited for the same one, and that one. */
function endTied(book: Book, order: WorkingOrder, first: WorkingOrder, leg: number, settings: LinkSettings): void {
  // What has yet to be asked for its cash is not at work: it is asked all the same, and of no group any more.
  for (const other of book.orders) if (other.unasked && other.group === order.group) other.group = 0;
  for (const other of book.orders) {
    if (!other.done && other !== first && tied(order, other)) endOf(book, other, first, leg, settings, 'oco');
  }
}

function endOf(
  book: Book,
  order: WorkingOrder,
  first: WorkingOrder,
  leg: number,
  settings: LinkSettings,
  reason: 'oco' | 'parent-ended',
): void {
  order.done = true;
  settings.listener.closed(order.id, leg, reason);
  endWaiting(book, order, first, leg, settings);
  endTied(book, order, first, leg, settings);
}

function tied(a: WorkingOrder, b: WorkingOrder): boolean {
  if (a.group !== 0 && a.group === b.group) return true;
  return a.parent !== 0 && (a.parent === b.parent || a.parent === b.id);
}
