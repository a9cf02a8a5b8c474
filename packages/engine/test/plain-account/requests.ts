import type { Ask, Change } from './asks.js';
import type { Leg } from './books.js';
import { end } from './fill.js';
import { distance, place } from './order.js';

/** Takes what a script asks for of a symbol at the close of a tick. */
export function accept(leg: Leg, ask: Ask, tick: number): void {
  if ('order' in ask) {
    const order = place(leg.orders, ask.id, ask.order, leg.mark);
    order.tick = tick;
    order.reduces = ask.reduces === true;
    const { after } = ask.order;
    // What it is to wait for has been cancelled since the close.
    if (after !== undefined && !leg.orders.some(({ id, over }) => id === after && !over)) end(leg, order, tick);
  } else if ('cancel' in ask) {
    for (const order of leg.orders) {
      const meant = ask.cancel === 0 ? order.id !== 0 && order.id !== leg.called : order.id === ask.cancel;
      if (meant && !order.over) end(leg, order, tick);
    }
  } else if ('protect' in ask) {
    if (leg.held === 0) return;
    const { stopLoss, takeProfit } = ask.protect;
    if (stopLoss !== undefined) leg.stopLoss = stopLoss ?? NaN;
    if (takeProfit !== undefined) leg.takeProfit = takeProfit ?? NaN;
    if (takeProfit !== undefined) leg.targetFrom = 0;
  } else change(leg, ask, tick);
}

/** Whether an order has what is to be changed. */
export function changeable(sent: string, { limit, stop, trail, trailPercent }: Change): boolean {
  if (limit !== undefined && !['limit', 'stop-limit', 'trail-limit'].includes(sent)) return false;
  if (stop !== undefined && sent !== 'stop' && sent !== 'stop-limit') return false;
  if (trail === undefined && trailPercent === undefined) return true;
  return ['trail', 'trail-limit'].includes(sent) && (trail === undefined || trailPercent === undefined);
}

function change(leg: Leg, ask: Change, tick: number): void {
  const { amend, quantity, limit, stop, trail, trailPercent } = ask;
  const order = leg.orders.find(({ id, over }) => id === amend && !over);
  if (order === undefined || !changeable(order.sent, ask)) return;
  const left = quantity === undefined ? order.left : quantity - order.filled;
  const priced = [limit, stop, trail, trailPercent].some((price) => price !== undefined);
  const last = left > order.left || priced;
  order.left = left;
  if (limit !== undefined && order.kind === 'limit') order.price = limit;
  else if (limit !== undefined) order.then = limit;
  // Once it has triggered a stop is history.
  if (stop !== undefined && order.kind === 'stop') order.price = stop;
  if (trail !== undefined || trailPercent !== undefined) order.trail = distance(trail, trailPercent);
  if (left <= 0) end(leg, order, tick);
  else if (last) leg.orders = [...leg.orders.filter((other) => other !== order), order];
}
