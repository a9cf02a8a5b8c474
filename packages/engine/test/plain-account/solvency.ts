import { whole, worth } from './books.js';
import type { Books, Leg } from './books.js';
import { end } from './fill.js';
import { blank } from './order.js';

/** Sells or buys back at the market what the account itself wants gone. */
function reduce({ ids }: Books, leg: Leg, quantity: number): number {
  const id = ids.next++;
  leg.orders.push({ ...blank(id, leg.held > 0 ? -1 : 1, quantity), reduces: true });
  return id;
}

/** At the end of a tick: an account worth nothing is closed, a margin call cuts every position by the same share. */
export function checkSolvency(books: Books, tick: number): void {
  const { legs, terms } = books;
  const left = books.equity[tick]!;
  if (books.stopped) return;
  if (left <= 0) {
    books.stopped = true;
    for (const leg of legs) {
      // The rest of a protective exit is on its way already.
      for (const order of leg.orders) if (order.id !== 0) end(leg, order, tick);
      leg.orders = leg.orders.filter(({ over }) => !over);
      if (leg.held !== 0) reduce(books, leg, Math.abs(leg.held));
    }
    return;
  }
  const { margin } = terms;
  if (margin === undefined) return;
  let required = 0;
  for (const leg of legs) {
    const value = worth(leg);
    if (leg.margin !== 0) required += leg.margin * Math.abs(leg.held);
    else required += value * (value > 0 ? margin.maintenance : -margin.maintenanceShort);
  }
  if (left >= required) return;
  books.calls++;
  for (const leg of legs) {
    const size = Math.abs(leg.held);
    if (size === 0 || leg.orders.some(({ id, over }) => id !== 0 && id === leg.called && !over)) continue;
    leg.called = reduce(books, leg, Math.min(size, whole(size * (1 - left / required), leg) + leg.lot));
  }
}
