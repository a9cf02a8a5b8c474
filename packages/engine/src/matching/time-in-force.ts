import type { MatchBar } from './triggers.js';
import type { WorkingOrder } from './working-order.js';

const dayMs = 86_400_000;

/** UTC day of an instant, in days since the epoch. */
export function dayOf(time: number): number {
  return Math.floor(time / dayMs);
}

/** Last millisecond of a UTC day, epoch ms. */
export function lastInstantOf(day: number): number {
  return (day + 1) * dayMs - 1;
}

/** Whether an order's time is over before a bar that opens at `time`. */
export function expired(order: WorkingOrder, time: number): boolean {
  if (order.tif === 'gtd') return time > order.goodTill;
  return order.tif === 'day' && order.day !== 0 && dayOf(time) > order.day;
}

/** Whether an order fills with the first prices of its first bar or not at all. */
export function actsNow({ tif }: WorkingOrder): boolean {
  return tif === 'ioc' || tif === 'fok' || tif === 'opg';
}

/** Whether an order for the opening auction has to wait for a later bar. */
export function waitsForAuction({ tif }: WorkingOrder, { opensDay }: MatchBar): boolean {
  return tif === 'opg' && !opensDay;
}
