import { whole } from './books.js';
import type { Books, Leg } from './books.js';
import { most } from './funds.js';
import { blank, moveStop } from './order.js';
import type { Order } from './order.js';
import { money } from './plain-costs.js';

/** Ends an order; what waits for it ends with it, or goes on with as much as has filled. */
export function end(leg: Leg, order: Order, tick: number): void {
  order.over = true;
  for (const child of leg.orders) {
    if (child.waits !== order.id || child.over || order.id === 0) continue;
    if (order.filled === 0) end(leg, child, tick);
    else {
      child.left = Math.min(child.left, order.filled);
      child.waits = 0;
      child.from = tick + 1;
    }
  }
}

/** Fills what can be filled at a reference price; a limit pays no spread. */
export function fill(
  books: Books,
  l: number,
  order: Order,
  tick: number,
  reference: number,
  how: 'market' | 'stop' | 'limit',
  cap = NaN,
): void {
  const leg = books.legs[l]!;
  const { side } = order;
  const opposite = leg.held * side < 0 ? Math.abs(leg.held) : 0;
  const mayOpen = order.id !== 0 && !order.reduces && (side > 0 || books.terms.shorting);
  const possible = mayOpen ? order.left : Math.min(order.left, opposite);
  if (possible === 0) return end(leg, order, tick);
  const priceOf = (quantity: number) => {
    const price = how === 'limit' ? reference : books.costs.worse(reference, side, leg.tick, quantity, leg.volume);
    if (cap !== cap) return price;
    return side > 0 ? Math.min(price, cap) : Math.max(price, cap);
  };
  const room = possible <= leg.capacity ? possible : whole(leg.capacity, leg);
  if (room <= 0 && order.tif !== 'fok') return;
  const reducing = Math.min(room, opposite);
  const opening = room > reducing ? most(books, leg, side, reducing, room - reducing, priceOf(room)) : 0;
  const quantity = opening === room - reducing ? room : reducing + opening;
  if (quantity === 0 || (order.tif === 'fok' && quantity < order.left)) return end(leg, order, tick);
  const short = quantity < room || (room === possible && possible < order.left);
  const price = priceOf(quantity);
  settle(books, l, order, tick, quantity, price, opening, short);
  if (leg.held !== 0 && opening > 0) {
    const turned = opposite > 0;
    if (turned || order.stopLoss === order.stopLoss) leg.stopLoss = order.stopLoss;
    if (turned || order.takeProfit === order.takeProfit) {
      leg.takeProfit = order.takeProfit;
      leg.targetFrom = how === 'market' ? tick : tick + 1;
    }
    order.stopLoss = order.takeProfit = NaN;
  }
  tied(books, leg, order, tick, quantity, reference, how);
}

/** Moves position, money and what is left of the order. */
function settle(
  books: Books,
  l: number,
  order: Order,
  tick: number,
  quantity: number,
  price: number,
  opening: number,
  short: boolean,
): void {
  const leg = books.legs[l]!;
  const { side } = order;
  const left = order.left - quantity;
  leg.held += side * quantity;
  // Nobody holds less than the finest lot.
  if (Math.abs(leg.held) < 5e-10) leg.held = 0;
  order.filled += quantity;
  order.notional += quantity * price * leg.multiplier;
  order.left = short || left < leg.lot * (1 - 1e-6) ? 0 : left;
  leg.capacity -= quantity;
  const fee = money(books.costs.commission(order.filled, order.notional) - order.fee);
  order.fee = money(order.fee + fee);
  books.cash = money(books.cash - money(side * quantity * price * leg.multiplier) - fee);
  books.fills.push({ row: tick, leg: l, order: order.id, side, quantity, price, fee });
  if (leg.held !== 0) return;
  leg.stopLoss = leg.takeProfit = NaN;
  leg.ends.push(order.left > 0 ? order.id : 0);
}

/** What a fill does to the others of its group and to what waits for it. */
function tied(
  books: Books,
  leg: Leg,
  order: Order,
  tick: number,
  quantity: number,
  reference: number,
  how: 'market' | 'stop' | 'limit',
): void {
  for (const other of leg.orders) {
    if (order.group === 0 || other === order || other.over || other.group !== order.group) continue;
    if (order.left > 0 && other.left > quantity) other.left -= quantity;
    else end(leg, other, tick);
  }
  if (order.left > 0) return;
  order.over = true;
  for (const child of leg.orders) {
    if (order.id === 0 || child.waits !== order.id || child.over) continue;
    child.waits = 0;
    const now = how === 'market' ? child.kind !== 'market' : child.kind === 'stop';
    child.from = now && !books.closing ? tick : tick + 1;
    if (child.trail !== null) moveStop(child, reference + child.side * child.trail(reference));
  }
}

/** Closes the position at its protection; what the bar cannot take of a stop is a market order. */
export function exit(books: Books, l: number, tick: number, reference: number, how: 'stop' | 'limit'): void {
  const leg = books.legs[l]!;
  const rest = { ...blank(0, leg.held > 0 ? -1 : 1, Math.abs(leg.held)), began: tick };
  fill(books, l, rest, tick, reference, how);
  if (leg.held === 0 || how === 'limit') return;
  leg.stopLoss = leg.takeProfit = NaN;
  leg.orders.push(rest);
}
