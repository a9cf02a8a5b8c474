import { workingOrder } from './working-order.js';
import type { WorkingOrder } from './working-order.js';
import type { OrderIntent } from '../loop/intents.js';

/** Orders of one leg in the order they queue, and the protection of its position. */
export interface Book {
  orders: WorkingOrder[];
  /** Whether one of them may wait for another or share its group. */
  linked: boolean;
  /** Protective prices of the position; 0 when absent. */
  stopLoss: number;
  takeProfit: number;
  /** First rows on which they may fill. */
  stopFrom: number;
  targetFrom: number;
  /** Row in which protection closed a position last; −1 for none. */
  exitRow: number;
  /** Entry commission that is charged with the exit, in money units. */
  owedUnits: number;
}

/** A book with nothing in it. */
export function emptyBook(): Book {
  return {
    orders: [],
    linked: false,
    stopLoss: 0,
    takeProfit: 0,
    stopFrom: 0,
    targetFrom: 0,
    exitRow: -1,
    owedUnits: 0,
  };
}

/** A copy that shares nothing. */
export function copyBook(book: Readonly<Book>): Book {
  return { ...book, orders: book.orders.map((order) => ({ ...order })) };
}

/** The order with an id; undefined when it is not, or no longer, in the book. */
export function findOrder(book: Book, id: number): WorkingOrder | undefined {
  const { orders } = book;
  for (let i = 0; i < orders.length; i++) if (orders[i]!.id === id && !orders[i]!.done) return orders[i];
  return undefined;
}

/** Queues an order and joins it to the group of the order it names; the order. */
export function enqueue(book: Book, intent: OrderIntent): WorkingOrder {
  const order = workingOrder(intent);
  if (intent.after !== undefined || intent.oco !== undefined) book.linked = true;
  if (intent.oco !== undefined) {
    const partner = findOrder(book, intent.oco);
    order.group = partner === undefined || partner.group === 0 ? intent.oco : partner.group;
    if (partner !== undefined) partner.group = order.group;
  }
  book.orders.push(order);
  return order;
}

/** Drops what is over. */
export function sweep(book: Book): void {
  const { orders } = book;
  if (orders.length === 1) {
    if (orders[0]!.done) {
      orders.pop();
      book.linked = false;
    }
    return;
  }
  let kept = 0;
  for (const order of orders) if (!order.done) orders[kept++] = order;
  if (kept < orders.length) orders.length = kept;
  if (kept === 0) book.linked = false;
}
