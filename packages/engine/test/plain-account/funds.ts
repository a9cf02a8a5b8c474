import { whole, worth } from './books.js';
import type { Books, Leg } from './books.js';
import { money } from './plain-costs.js';

/** Money that may be put at new risk. */
export function free({ terms: { margin }, cash, legs }: Books): number {
  let value = cash;
  for (const leg of legs) {
    const own = worth(leg);
    if (leg.margin !== 0) value += own - leg.margin * Math.abs(leg.held);
    else if (margin !== undefined) value += own - margin.initial * Math.abs(own);
    else if (own < 0) value += 2 * own;
  }
  return value;
}

/** The most lots that may be opened at a price, after `closing` shares of the other side in the same fill. */
export function most(books: Books, leg: Leg, side: 1 | -1, closing: number, wanted: number, price: number): number {
  const { margin } = books.terms;
  const { mark, multiplier, lot } = leg;
  let freed = side < 0 ? price : 2 * mark - price;
  let unit = price;
  if (leg.margin !== 0) {
    unit = leg.margin / multiplier;
    freed = unit - side * (price - mark);
  } else if (margin !== undefined) {
    unit = margin.initial * mark + Math.max(0, side * (price - mark));
    freed = margin.initial * mark - side * (price - mark);
  }
  // What is less than the least money buys nothing.
  const budget = Math.floor((free(books) + closing * freed * multiplier) * 1e4 + 1e-3) / 1e4;
  const cost = (n: number) =>
    money(n * unit * multiplier) + books.costs.commission(closing + n, (closing + n) * price * multiplier);
  const pays = (n: number) => cost(n) <= budget + 1e-7;
  if (pays(wanted)) return wanted;
  if (budget <= 0) return 0;
  const { each } = books.costs;
  if (lot < 1e-8 && each !== null) {
    // Parts of a share are right to two units of money.
    const paid = unit * multiplier + each(price * multiplier);
    let n = whole(budget / paid, leg);
    for (let over = cost(n) - budget; n > 0 && over > 1e-7; over = cost(n) - budget) {
      const step = over > 4.5e-4 ? whole(over / paid, leg) : 0;
      n = whole(n - Math.max(2e-4 / unit / multiplier, lot, step), leg);
    }
    return Math.max(0, n);
  }
  let [yes, no] = [0, Math.ceil(wanted / lot)];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (pays(middle * lot)) yes = middle;
    else no = middle;
  }
  return yes * lot;
}
