import type { Book } from './order-book.js';
import type { WorkingOrder } from './working-order.js';

/** The orders of all books as one queue, in the order they were placed; within a book, amended ones last. */
export class PlacedQueue {
  private readonly heads: Int32Array;

  constructor(private readonly books: readonly Book[]) {
    this.heads = new Int32Array(books.length);
  }

  /** Calls `visit` with leg and order of all that are not over; of the legs that have a row, where `rows` are given. A visit may end others. */
  visit(rows: Int32Array | null, visit: (leg: number, order: WorkingOrder) => void): void {
    const { books, heads } = this;
    heads.fill(0);
    for (;;) {
      let next = -1;
      let least = Infinity;
      for (let leg = 0; leg < books.length; leg++) {
        const order = rows !== null && rows[leg]! < 0 ? undefined : books[leg]!.orders[heads[leg]!];
        if (order === undefined || order.id >= least) continue;
        next = leg;
        least = order.id;
      }
      if (next < 0) return;
      const order = books[next]!.orders[heads[next]!++]!;
      if (!order.done) visit(next, order);
    }
  }
}
