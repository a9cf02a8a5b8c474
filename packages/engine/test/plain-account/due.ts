import type { Bars } from '@bot-v2/sdk';
import { whole, worth } from './books.js';
import type { Books, Leg } from './books.js';
import { end } from './fill.js';
import { money } from './plain-costs.js';

/** What cash earned or cost, and what was short cost, over a part of a year. */
export function accrue(books: Books, years: number): void {
  const { cashInterest, borrowRate = 0, margin } = books.terms;
  let balance = books.cash;
  for (const leg of books.legs) if (leg.margin !== 0) balance += worth(leg) - leg.margin * Math.abs(leg.held);
  books.cash = money(books.cash + money(balance * (balance > 0 ? cashInterest : (margin?.interest ?? 0)) * years));
  for (const leg of books.legs) {
    if (leg.held < 0 && leg.margin === 0) books.cash = money(books.cash - money(-worth(leg) * borrowRate * years));
  }
}

/** What is due before a bar: of one date the dividend first; a fraction that splits leave is paid once, at the open. */
export function act(books: Books, leg: Leg, { actions }: Bars, time: number, open: number, tick: number): void {
  const due = actions
    .filter(({ exDate }) => exDate > leg.time && exDate <= time)
    .sort((a, b) => a.exDate - b.exDate || a.type.localeCompare(b.type));
  let ratio = 1;
  for (const action of due) {
    if (action.type === 'dividend') books.cash = money(books.cash + money(leg.held * ratio * action.amount));
    if (action.type === 'split') ratio *= action.ratio;
  }
  if (ratio === 1) return;
  const exact = leg.held * ratio;
  const kept = leg.lot < 1e-8 ? exact : partsOf(exact, Math.min(1, leg.lot));
  if (leg.held !== 0 && kept === 0) leg.ends.push(0);
  leg.held = kept;
  if (Math.abs(exact - kept) > 1e-9) books.cash = money(books.cash + money((exact - kept) * open));
  leg.mark /= ratio;
  leg.stopLoss = leg.held === 0 ? NaN : leg.stopLoss / ratio;
  leg.takeProfit = leg.held === 0 ? NaN : leg.takeProfit / ratio;
  for (const order of leg.orders) {
    order.left = whole(order.left * ratio, leg);
    order.filled *= ratio;
    order.price /= ratio;
    order.then /= ratio;
    order.stopLoss /= ratio;
    order.takeProfit /= ratio;
    const { trail } = order;
    // A distance in per cent is none in price.
    if (trail !== null && trail(1) === trail(2)) order.trail = () => trail(1) / ratio;
    if (order.left === 0 && !order.over) end(leg, order, tick - 1);
  }
}

/** Whole shares of a position that a split has left, or whole lots where those are less. */
function partsOf(exact: number, part: number): number {
  const near = Math.round(exact / part);
  return (Math.abs(exact / part - near) < 1e-9 ? near : Math.trunc(exact / part)) * part;
}
