import { worth } from './books.js';
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
  const budget = free(books) + closing * freed * multiplier;
  const pays = (n: number) => {
    const fee = books.costs.commission(closing + n, (closing + n) * price * multiplier);
    return money(n * unit * multiplier) + fee <= budget + 1e-7;
  };
  if (pays(wanted)) return wanted;
  // Less than the least money buys nothing, though it would be rounded to nothing.
  if (budget < 1e-4 - 1e-7) return 0;
  let [yes, no] = [0, Math.ceil(wanted / lot)];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (pays(middle * lot)) yes = middle;
    else no = middle;
  }
  return yes * lot;
}
