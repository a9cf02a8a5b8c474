import type { OrderRequest } from '@bot-v2/sdk';

/** An order at work, in the plainest form. */
export interface Order {
  id: number;
  side: 1 | -1;
  left: number;
  filled: number;
  notional: number;
  fee: number;
  kind: 'market' | 'limit' | 'stop';
  sent: 'market' | 'limit' | 'stop' | 'stop-limit' | 'trail' | 'trail-limit';
  /** Limit of a limit, trigger of a stop. */
  price: number;
  /** What a stop-limit becomes; NaN for a plain stop. */
  then: number;
  trail: ((price: number) => number) | null;
  tif: string;
  tick: number;
  reduces: boolean;
  goodTill: number;
  stopLoss: number;
  takeProfit: number;
  group: number;
  /** The order it still waits for; 0 for none. */
  waits: number;
  parent: number;
  from: number;
  /** First tick it worked on before its bar began, and the UTC day of that; −1 before. */
  began: number;
  day: number;
  over: boolean;
}

/** A market order with nothing else to it. */
export function blank(id: number, side: 1 | -1, left: number): Order {
  return {
    id,
    side,
    left,
    filled: 0,
    notional: 0,
    fee: 0,
    kind: 'market',
    sent: 'market',
    price: NaN,
    then: NaN,
    trail: null,
    tif: 'gtc',
    tick: -1,
    reduces: false,
    goodTill: NaN,
    stopLoss: NaN,
    takeProfit: NaN,
    group: 0,
    waits: 0,
    parent: 0,
    from: 0,
    began: -1,
    day: -1,
    over: false,
  };
}

/** How far a trailing stop keeps from a price. */
export function distance(trail: number | undefined, trailPercent: number | undefined): (price: number) => number {
  return (price) => trail ?? (price * trailPercent!) / 100;
}

/** Moves a stop, and the limit it becomes as far. */
export function moveStop(order: Order, price: number): void {
  order.then += price - order.price;
  order.price = price;
}

/** Puts an order at the end of a queue, in the group of the one it names. */
export function place(
  queue: Order[],
  id: number,
  request: OrderRequest & { readonly quantity: number },
  close: number,
): Order {
  const { limit, stop, trail, trailPercent } = request;
  const order = blank(id, request.side === 'buy' ? 1 : -1, request.quantity);
  if (trail !== undefined || trailPercent !== undefined) {
    order.trail = distance(trail, trailPercent);
    order.kind = 'stop';
    order.sent = limit === undefined ? 'trail' : 'trail-limit';
    order.price = close + order.side * order.trail(close);
    order.then = limit ?? NaN;
  } else if (stop !== undefined) {
    order.kind = 'stop';
    order.sent = limit === undefined ? 'stop' : 'stop-limit';
    order.price = stop;
    order.then = limit ?? NaN;
  } else if (limit !== undefined) {
    order.kind = order.sent = 'limit';
    order.price = limit;
  }
  order.tif = request.tif ?? 'gtc';
  order.goodTill = request.goodTill ?? NaN;
  order.stopLoss = request.stopLoss ?? NaN;
  order.takeProfit = request.takeProfit ?? NaN;
  order.waits = order.parent = request.after ?? 0;
  if (request.oco !== undefined) {
    const partner = queue.find((other) => other.id === request.oco && !other.over);
    order.group = partner === undefined || partner.group === 0 ? request.oco : partner.group;
    if (partner !== undefined) partner.group = order.group;
  }
  queue.push(order);
  return order;
}
