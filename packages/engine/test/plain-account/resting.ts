import type { Books, Candle } from './books.js';
import { exit, fill } from './fill.js';
import type { Order } from './order.js';

const beyond = (side: 1 | -1, price: number, level: number): boolean => (side > 0 ? price >= level : price <= level);

/** Whether a price is better than a limit for who trades on a side. */
export const better = (side: 1 | -1, price: number, limit: number): boolean =>
  side > 0 ? price < limit : price > limit;

/** Where a stop fills inside a bar: at itself, or where its bar comes nearest when its open is not known. NaN: not reached. */
function touched(side: 1 | -1, level: number, { high, low }: Candle): number {
  const [far, near] = side > 0 ? [high, low] : [low, high];
  if (!beyond(side, far, level)) return NaN;
  return beyond(side, near, level) ? near : level;
}

/** Orders that are filled at one price of a bar or not at all. */
export const atOnce = ['ioc', 'fok', 'opg'];

/** What protects the position, over a bar. */
export function protect(books: Books, l: number, tick: number, bar: Candle): void {
  const leg = books.legs[l]!;
  if (leg.held === 0) return;
  const { untrusted, open } = bar;
  const side = leg.held > 0 ? -1 : 1;
  const best = side < 0 ? bar.high : bar.low;
  const target = tick < leg.targetFrom ? NaN : leg.takeProfit;
  const stop = touched(side, leg.stopLoss, bar);
  if (!untrusted && beyond(side, open, leg.stopLoss)) exit(books, l, tick, open, 'stop');
  else if (!untrusted && better(side, open, target)) exit(books, l, tick, open, 'limit');
  else if (stop === stop) exit(books, l, tick, stop, 'stop');
  else if (better(side, best, target)) exit(books, l, tick, target, 'limit');
}

/** A stop or limit that fills inside a bar: the stop-loss of what it opens is live at once, from the entry on. */
function fillResting(
  books: Books,
  l: number,
  order: Order,
  tick: number,
  bar: Candle,
  at: number,
  how: 'stop' | 'limit',
  cap = NaN,
): void {
  const leg = books.legs[l]!;
  const before = leg.held;
  fill(books, l, order, tick, at, how, cap);
  const { held } = leg;
  const side = held > 0 ? -1 : 1;
  if (
    held * order.side > Math.max(0, before * order.side) &&
    beyond(side, side < 0 ? bar.low : bar.high, leg.stopLoss)
  ) {
    exit(books, l, tick, side < 0 ? Math.min(leg.stopLoss, at) : Math.max(leg.stopLoss, at), 'stop');
  }
  if (!order.over || order.id === 0) return;
  for (const child of [...leg.orders]) {
    if (child.parent !== order.id || child.over || child.waits !== 0 || child.from > tick || child.kind !== 'stop')
      continue;
    if (!beyond(child.side, child.side > 0 ? bar.high : bar.low, child.price)) continue;
    if (child.then === child.then) child.from = tick + 1;
    else {
      const worst = child.side < 0 ? Math.min(child.price, at) : Math.max(child.price, at);
      fillResting(books, l, child, tick, bar, worst, 'stop');
      child.kind = 'market';
    }
  }
}

/** What rests in the book, in one of the passes over a bar: gaps at the open, then stops, then limits. */
export function rest(
  books: Books,
  l: number,
  order: Order,
  tick: number,
  bar: Candle,
  pass: 'open' | 'stop' | 'limit',
): void {
  if (order.over || order.waits !== 0 || order.from > tick || order.kind === 'market') return;
  if (order.tif === 'cls' || atOnce.includes(order.tif) || (pass === 'open' && bar.untrusted)) return;
  const { side, price } = order;
  const near = side > 0 ? bar.low : bar.high;
  if (order.kind === 'limit') {
    if (pass === 'open' && better(side, bar.open, price)) fillResting(books, l, order, tick, bar, bar.open, 'limit');
    else if (pass === 'limit' && better(side, near, price)) fillResting(books, l, order, tick, bar, price, 'limit');
    return;
  }
  const gap = pass === 'open' && beyond(side, bar.open, price);
  const inside = pass === 'stop' ? touched(side, price, bar) : NaN;
  if (!gap && inside !== inside) return;
  const at = gap ? bar.open : inside;
  if (Number.isNaN(order.then)) {
    fillResting(books, l, order, tick, bar, at, 'stop');
    order.kind = 'market';
    return;
  }
  order.kind = 'limit';
  order.price = order.then;
  if (side > 0 ? order.then >= at : order.then <= at) fillResting(books, l, order, tick, bar, at, 'stop', order.then);
  else if (!gap) order.from = tick + 1;
  else if (better(side, near, order.then)) fillResting(books, l, order, tick, bar, order.then, 'limit');
}
