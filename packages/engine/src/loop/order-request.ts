import type { TimeInForce } from '@bot-v2/sdk';
import type { DenialReason, DenialText } from '../risk/index.js';
import type { Draft } from './intent-drafts.js';
import type { AmendIntent, OrderIntent } from './intents.js';
import type { AskedChanges, AskedOrder } from './outbox.js';

/** Why a request cannot be an order. */
export interface Unfit {
  readonly refused: DenialReason;
  readonly text: DenialText;
}

const unfit = (refused: DenialReason, text: DenialText): Unfit => ({ refused, text });
const atOnce: ReadonlySet<TimeInForce> = new Set(['ioc', 'fok', 'opg', 'cls']);

/** NaN alone is not itself; what is absent is. */
const isNaN = (value: number | undefined) => value !== value;

/** Whether some number of a request is NaN: a column that is still warming up. */
export function hasNaN(r: AskedOrder): boolean {
  return (
    isNaN(r.quantity) ||
    isNaN(r.fraction) ||
    isNaN(r.limit) ||
    isNaN(r.stop) ||
    isNaN(r.trail) ||
    isNaN(r.trailPercent) ||
    isNaN(r.stopLoss) ||
    isNaN(r.takeProfit) ||
    isNaN(r.goodTill) ||
    isNaN(r.oco) ||
    isNaN(r.after)
  );
}

/** The same for changes of an order. */
export function changesNaN(c: AskedChanges): boolean {
  return isNaN(c.quantity) || isNaN(c.limit) || isNaN(c.stop) || isNaN(c.trail) || isNaN(c.trailPercent);
}

/**
 * Writes kind, raw prices and time of a requested order into a market order; why it has none, or null.
 * @param scale price of the strategy's columns ÷ raw price
 * @param close raw close of the deciding bar
 * @param daily whether a bar spans whole days
 */
export function writeTerms(
  order: Draft<OrderIntent>,
  request: AskedOrder,
  scale: number,
  close: number,
  daily: boolean,
): Unfit | null {
  const { limit, stop, trail, trailPercent, tif } = request;
  const trailing = trail !== undefined || trailPercent !== undefined;
  if (trailing && trail !== undefined && trailPercent !== undefined)
    return unfit('prices-do-not-fit', 'a trailing stop has one distance: trail or trailPercent');
  if (trailing && stop !== undefined) return unfit('prices-do-not-fit', 'a trailing stop takes no stop');
  const wrong = wrongTime(request, trailing || stop !== undefined, daily);
  if (wrong !== null) return unfit('tif-does-not-fit', wrong);
  if (tif !== 'gtc') order.tif = tif;
  order.goodTill = request.goodTill;
  order.oco = request.oco;
  order.after = request.after;
  if (trailing) return writeTrail(order, request, scale, close);
  if (stop !== undefined) {
    order.type = limit === undefined ? 'stop' : 'stop-limit';
    order.price = stop / scale;
    if (limit !== undefined) order.limit = limit / scale;
  } else if (limit !== undefined) {
    order.type = 'limit';
    order.price = limit / scale;
  }
  return null;
}

function writeTrail(order: Draft<OrderIntent>, request: AskedOrder, scale: number, close: number): Unfit | null {
  const { side, trailPercent } = request;
  const trail = request.trail === undefined ? undefined : request.trail / scale;
  const distance = trail ?? (close * trailPercent!) / 100;
  if (!(distance > 0 && Number.isFinite(distance))) return unfit('prices-do-not-fit', aDistance(distance));
  order.type = 'trailing-stop';
  order.price = side === 'sell' ? close - distance : close + distance;
  if (request.limit !== undefined) order.limit = request.limit / scale;
  order.trail = trail;
  order.trailPercent = trailPercent;
  return null;
}

// A function of its own: what a closure captures is allocated when the function around it begins.
const aDistance = (distance: number) => () => `a distance of ${distance}`;

function wrongTime({ tif = 'gtc', goodTill }: AskedOrder, stops: boolean, daily: boolean): string | null {
  if ((tif === 'gtd') !== (goodTill !== undefined)) return 'gtd and goodTill belong together';
  if (tif === 'gtc') return null;
  if (stops && atOnce.has(tif)) return `a stop cannot be ${tif}`;
  if (tif === 'cls' && !daily)
    return 'cls needs bars that end with their day: the last bar of a day is not known before';
  return null;
}

/** Writes the changes of a working order, raw and with the quantity as asked; why it cannot change so, or null. */
export function writeChanges(
  amend: Draft<AmendIntent>,
  order: OrderIntent,
  changes: AskedChanges,
  scale: number,
): Unfit | null {
  const { type } = order;
  const { quantity, limit, stop, trail, trailPercent } = changes;
  const stopLimit = order.limit !== undefined;
  if (limit !== undefined && type !== 'limit' && !stopLimit)
    return unfit('prices-do-not-fit', `a ${type} order has no limit`);
  if (stop !== undefined && type !== 'stop' && type !== 'stop-limit')
    return unfit('prices-do-not-fit', `a ${type} order has no stop to set`);
  if (
    (trail !== undefined || trailPercent !== undefined) &&
    (type !== 'trailing-stop' || (trail !== undefined && trailPercent !== undefined))
  )
    return unfit('prices-do-not-fit', `a ${type} order cannot trail so`);
  const bad = firstBad(quantity, limit, stop, trail, trailPercent);
  if (bad !== null) return unfit('not-positive', bad);
  if (quantity !== undefined && order.fraction !== undefined)
    return unfit('prices-do-not-fit', 'an order sized at its fill has no quantity to change');
  const price = type === 'limit' ? limit : stop;
  amend.quantity = quantity;
  if (price !== undefined) amend.price = price / scale;
  if (stopLimit && limit !== undefined) amend.limit = limit / scale;
  if (trail !== undefined) amend.trail = trail / scale;
  amend.trailPercent = trailPercent;
  return null;
}

/** The first value that is given and not a positive number, as text; null without one. */
function firstBad(...values: readonly (number | undefined)[]): string | null {
  for (const value of values) if (value !== undefined && !(value > 0 && value < Infinity)) return `${value}`;
  return null;
}
