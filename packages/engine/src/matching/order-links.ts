import type { ExecutionSettings, Touch } from './execution.js';
import type { Book } from './order-book.js';
import { trailDistance } from './working-order.js';
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
  if (order.group !== 0) {
    for (const other of book.orders) {
      if (other === order || other.done || other.group !== order.group) continue;
      if (!order.done && other.quantity > quantity) {
        other.quantity -= quantity;
        continue;
      }
      other.done = true;
      settings.listener.closed(other.id, leg, 'oco');
      endChildren(book, other, leg, row, settings);
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
    if (touch !== null && !rules.trailByClose && (child.trail !== 0 || child.trailPercent !== 0)) {
      child.price = touch.reference + child.side * trailDistance(child, touch.reference);
    }
  }
}

/**
 * Ends the orders that wait for one that is over: without any fill of it they are over too; with a part of it filled
 * they work for that part.
 */
export function endChildren(book: Book, parent: WorkingOrder, leg: number, row: number, settings: LinkSettings): void {
  if (parent.id === 0) return;
  for (const child of book.orders) {
    if (child.waitsFor !== parent.id || child.done) continue;
    if (parent.filled > 0) {
      child.quantity = Math.min(child.quantity, parent.filled);
      continue;
    }
    child.done = true;
    settings.listener.closed(child.id, leg, 'parent-ended');
    endChildren(book, child, leg, row, settings);
  }
  if (parent.filled > 0) release(book, parent, row, null, settings);
}
