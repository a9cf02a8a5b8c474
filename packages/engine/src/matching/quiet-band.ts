import type { QuietBand } from '../loop/quiet-band.js';
import type { Book } from './order-book.js';
import { actsNow, lastInstantOf } from './time-in-force.js';
import { isTrailing } from './working-order.js';
import type { WorkingOrder } from './working-order.js';

/** More than the rounding of the best price a trailing stop has followed. */
const slack = 1e-12;

/**
 * The band in which a book does nothing, written into `band`; false when a bar may act whatever its prices: a market order
 * waits, or an order that has yet to see its first bar or ends with it.
 *
 * The band is sure, not tight: a bar that leaves it may still do nothing.
 * @param held the position that the book's protection is for
 * @param daily whether a bar ends its day
 */
export function quietBand(book: Readonly<Book>, held: number, daily: boolean, band: QuietBand): boolean {
  band.low = -Infinity;
  band.high = Infinity;
  band.until = Infinity;
  const { orders } = book;
  for (let i = 0; i < orders.length; i++) if (!narrow(band, orders[i]!, daily)) return false;
  if (held !== 0) {
    const below = held > 0 ? book.stopLoss : book.takeProfit;
    const above = held > 0 ? book.takeProfit : book.stopLoss;
    if (below !== 0) stayAbove(band, below);
    if (above !== 0) stayBelow(band, above);
  }
  return true;
}

/** Narrows a band to what an order leaves quiet; false when it leaves nothing. */
function narrow(band: QuietBand, order: WorkingOrder, daily: boolean): boolean {
  const { side, price, tif } = order;
  if (order.done || order.unasked || order.type === 'market' || tif === 'cls' || actsNow(order)) return false;
  const begun = order.day !== 0;
  if (tif === 'gtd') band.until = Math.min(band.until, order.goodTill);
  if (order.waitsFor !== 0) return true;
  if (tif === 'day') {
    if (daily || !begun) return false;
    band.until = Math.min(band.until, lastInstantOf(order.day));
  }
  if (order.type === 'limit' ? side > 0 : side < 0) stayAbove(band, price);
  else stayBelow(band, price);
  if (!isTrailing(order)) return true;
  // Nothing moves it before a price better than the best it has followed.
  const best = order.trail !== 0 ? price - side * order.trail : price / (1 + (side * order.trailPercent) / 100);
  if (!begun || !(best > 0)) return false;
  if (side < 0) stayBelow(band, best * (1 - slack));
  else stayAbove(band, best * (1 + slack));
  return true;
}

function stayAbove(band: QuietBand, price: number): void {
  if (price > band.low) band.low = price;
}

function stayBelow(band: QuietBand, price: number): void {
  if (price < band.high) band.high = price;
}
