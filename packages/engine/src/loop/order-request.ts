import type { OrderChanges, OrderRequest, TimeInForce } from '@bot-v2/sdk';
import type { DenialReason } from '../risk/index.js';
import type { AmendIntent, OrderIntent, OrderType } from './intents.js';

/** Kind, raw prices and time of an order. */
export type OrderTerms = Pick<
  OrderIntent,
  'type' | 'price' | 'limit' | 'trail' | 'trailPercent' | 'tif' | 'goodTill' | 'oco' | 'after'
>;

/** Why a request cannot be an order. */
export interface Unfit {
  readonly refused: DenialReason;
  readonly text: string;
}

/** What a request is read against. */
export interface RequestContext {
  /** Price of the strategy's columns ÷ raw price. */
  readonly scale: number;
  /** Raw close of the deciding bar. */
  readonly close: number;
  /** Whether a bar spans whole days. */
  readonly daily: boolean;
}

const unfit = (refused: DenialReason, text: string): Unfit => ({ refused, text });
const atOnce: ReadonlySet<TimeInForce> = new Set(['ioc', 'fok', 'opg', 'cls']);

/** Whether some number of a request is NaN: a column that is still warming up. */
export function hasNaN(request: object): boolean {
  return Object.values(request).some((value) => typeof value === 'number' && Number.isNaN(value));
}

/** The terms of a requested order in raw prices, or why it has none. */
export function orderTerms(request: OrderRequest, context: RequestContext): OrderTerms | Unfit {
  const { limit, stop, trail, trailPercent, tif, goodTill, oco, after } = request;
  const trailing = trail !== undefined || trailPercent !== undefined;
  if (trail !== undefined && trailPercent !== undefined)
    return unfit('prices-do-not-fit', 'a trailing stop has one distance: trail or trailPercent');
  if (trailing && (limit !== undefined || stop !== undefined))
    return unfit('prices-do-not-fit', 'a trailing stop takes no limit and no stop');
  const wrong = wrongTime(request, trailing || stop !== undefined, context.daily);
  if (wrong !== null) return unfit('tif-does-not-fit', wrong);
  const time = {
    ...(tif === undefined || tif === 'gtc' ? {} : { tif }),
    ...(goodTill === undefined ? {} : { goodTill }),
    ...(oco === undefined ? {} : { oco }),
    ...(after === undefined ? {} : { after }),
  };
  if (trailing) return trailingTerms(request, context, time);
  const raw = (price: number) => price / context.scale;
  if (stop === undefined) return limit === undefined ? { type: 'market', ...time } : of('limit', raw(limit), time);
  if (limit === undefined) return of('stop', raw(stop), time);
  return { ...of('stop-limit', raw(stop), time), limit: raw(limit) };
}

function of(type: OrderType, price: number, time: object): OrderTerms {
  return { type, price, ...time };
}

function trailingTerms(request: OrderRequest, { scale, close }: RequestContext, time: object): OrderTerms | Unfit {
  const { side, trailPercent } = request;
  const trail = request.trail === undefined ? undefined : request.trail / scale;
  const distance = trail ?? (close * trailPercent!) / 100;
  if (!(distance > 0 && Number.isFinite(distance))) return unfit('prices-do-not-fit', `a distance of ${distance}`);
  return {
    ...of('trailing-stop', side === 'sell' ? close - distance : close + distance, time),
    ...(trail === undefined ? { trailPercent: trailPercent! } : { trail }),
  };
}

function wrongTime(request: OrderRequest, stops: boolean, daily: boolean): string | null {
  const { tif = 'gtc', goodTill } = request;
  if ((tif === 'gtd') !== (goodTill !== undefined)) return 'gtd and goodTill belong together';
  if (stops && atOnce.has(tif)) return `a stop cannot be ${tif}`;
  if (tif === 'cls' && !daily)
    return 'cls needs bars that end with their day: the last bar of a day is not known before';
  return null;
}

/** The changed prices and quantity of a working order, raw; or why it cannot change so. */
export function amendment(
  order: OrderIntent,
  changes: OrderChanges,
  scale: number,
): Pick<AmendIntent, 'quantity' | 'price' | 'limit' | 'trail' | 'trailPercent'> | Unfit {
  const { type } = order;
  const { quantity, limit, stop, trail, trailPercent } = changes;
  const takes = {
    limit: type === 'limit' || type === 'stop-limit',
    stop: type === 'stop' || type === 'stop-limit',
    trail: type === 'trailing-stop',
  };
  if (limit !== undefined && !takes.limit) return unfit('prices-do-not-fit', `a ${type} order has no limit`);
  if (stop !== undefined && !takes.stop) return unfit('prices-do-not-fit', `a ${type} order has no stop to set`);
  if (
    (trail !== undefined || trailPercent !== undefined) &&
    (!takes.trail || (trail !== undefined && trailPercent !== undefined))
  )
    return unfit('prices-do-not-fit', `a ${type} order cannot trail so`);
  for (const value of [quantity, limit, stop, trail, trailPercent]) {
    if (value !== undefined && !(value > 0 && Number.isFinite(value))) return unfit('not-positive', `${value}`);
  }
  if (quantity !== undefined && order.fraction !== undefined)
    return unfit('prices-do-not-fit', 'an order sized at its fill has no quantity to change');
  const price = type === 'limit' ? limit : stop;
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price: price / scale }),
    ...(type === 'stop-limit' && limit !== undefined ? { limit: limit / scale } : {}),
    ...(trail === undefined ? {} : { trail: trail / scale }),
    ...(trailPercent === undefined ? {} : { trailPercent }),
  };
}
