import type { AmendIntent, OrderIntent } from '../loop/intents.js';

/** An order in a book. Numbers that do not apply are 0. */
export interface WorkingOrder {
  /** 0 for the rest of a protective exit. */
  readonly id: number;
  readonly side: 1 | -1;
  /** What it acts as now: a triggered stop becomes a market order, a triggered stop-limit a limit. */
  type: 'market' | 'limit' | 'stop';
  /** What is left to fill. */
  quantity: number;
  filled: number;
  /** Limit or trigger price. */
  price: number;
  /** The limit a stop-limit becomes, and how far from its stop one that trails keeps it. */
  limit: number;
  limitOffset: number;
  trail: number;
  trailPercent: number;
  stopLoss: number;
  takeProfit: number;
  readonly tif: NonNullable<OrderIntent['tif']>;
  readonly goodTill: number;
  /** UTC day it first worked on, in days since the epoch. */
  day: number;
  /** The group in which one cancels the others, named after its first order. */
  group: number;
  /** The order it came with, and the same while it still waits for that one to fill. */
  readonly parent: number;
  waitsFor: number;
  /** First row it may fill in, once what it waited for has filled. */
  fromRow: number;
  /** Share of the sizing base, when it is sized at its fill. */
  readonly fraction: number;
  readonly toTarget: boolean;
  readonly reduceOnly: boolean;
  /** Value of what has filled, and the commission charged for it. */
  notional: number;
  feeUnits: number;
  /** Close it was sent at, at which it fills where market orders do; 0 when that is the last one. */
  mark: number;
  /** Row in which it met its price last; −1 for none. */
  metRow: number;
  /** It has yet to be asked for its cash. */
  unasked: boolean;
  /** It is over and leaves the book at the end of the pass. */
  done: boolean;
}

/** The order an intent asks for. */
export function workingOrder(o: OrderIntent): WorkingOrder {
  return {
    id: o.id,
    side: o.side === 'buy' ? 1 : -1,
    type: o.type === 'stop-limit' || o.type === 'trailing-stop' ? 'stop' : o.type,
    quantity: o.quantity,
    filled: 0,
    price: o.price ?? 0,
    limit: o.limit ?? 0,
    limitOffset: (o.limit ?? 0) - (o.price ?? 0),
    trail: o.trail ?? 0,
    trailPercent: o.trailPercent ?? 0,
    stopLoss: o.stopLoss ?? 0,
    takeProfit: o.takeProfit ?? 0,
    tif: o.tif ?? 'gtc',
    goodTill: o.goodTill ?? 0,
    day: 0,
    group: 0,
    parent: o.after ?? 0,
    waitsFor: o.after ?? 0,
    fromRow: 0,
    fraction: o.fraction ?? 0,
    toTarget: o.toTarget === true,
    reduceOnly: o.reduceOnly === true,
    notional: 0,
    feeUnits: 0,
    mark: 0,
    metRow: -1,
    unasked: false,
    done: false,
  };
}

/** The rest of a protective exit that a bar could not fill: a market order of nobody's. */
export function exitRest(side: 1 | -1, quantity: number): WorkingOrder {
  const order = { kind: 'order', id: 0, symbol: '', leg: 0, at: 0, type: 'market', reason: '' } as const;
  return workingOrder({ ...order, side: side > 0 ? 'buy' : 'sell', quantity, reduceOnly: true });
}

/** Changes an order; true when it loses its place in the queue. */
export function amendOrder(order: WorkingOrder, a: AmendIntent): boolean {
  const left = a.quantity === undefined ? order.quantity : a.quantity - order.filled;
  const more = left > order.quantity;
  const trails = a.trail !== undefined || a.trailPercent !== undefined;
  order.quantity = left;
  if (trails) {
    order.trail = a.trail ?? 0;
    order.trailPercent = a.trailPercent ?? 0;
  }
  if (order.type === 'limit' && order.limit !== 0) {
    // A triggered stop-limit: its stop is history.
    if (a.limit !== undefined) order.price = a.limit;
  } else {
    if (a.price !== undefined) order.price = a.price;
    if (a.limit !== undefined) order.limit = a.limit;
    order.limitOffset = order.limit - order.price;
  }
  return more || trails || a.price !== undefined || a.limit !== undefined;
}

/** Distance of a trailing stop from the price it follows. */
export function trailDistance(order: WorkingOrder, price: number): number {
  return order.trail !== 0 ? order.trail : (price * order.trailPercent) / 100;
}

/** Whether an order is a trailing stop. */
export const isTrailing = ({ trail, trailPercent }: WorkingOrder): boolean => trail !== 0 || trailPercent !== 0;

/** Lets a trailing stop follow a price: it moves to where it protects more, never back. */
export function follow(order: WorkingOrder, best: number): void {
  const price = followed(order, order.price, best);
  if (price !== order.price) moveStop(order, price);
}

/** Where a trailing stop that stands at `stop` is after a price. */
export function followed(order: WorkingOrder, stop: number, best: number): number {
  const price = best + order.side * trailDistance(order, best);
  return order.side < 0 ? Math.max(price, stop) : Math.min(price, stop);
}

/** Moves a stop, and its limit as far; one of 0 would be none. */
export function moveStop(order: WorkingOrder, price: number): void {
  if (order.limit !== 0) order.limit = Math.max(Number.MIN_VALUE, price + order.limitOffset);
  order.price = price;
}

/** Restates an order after a split. */
export function splitOrder(order: WorkingOrder, ratio: number, floor: (quantity: number) => number): void {
  order.quantity = floor(order.quantity * ratio);
  order.filled *= ratio;
  order.price /= ratio;
  order.limit /= ratio;
  order.limitOffset /= ratio;
  order.mark /= ratio;
  order.trail /= ratio;
  order.stopLoss /= ratio;
  order.takeProfit /= ratio;
}
