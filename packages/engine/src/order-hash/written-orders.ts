import type { OrderIntent } from '../loop/intents.js';
import { kinds, orderMark, termsMark, times, widths } from './row-layout.js';

/** Calls `visit` with the index of every order's row among the rows of a tape. */
export function forEachOrderRow(data: Float64Array, length: number, visit: (at: number) => void): void {
  for (let at = 0; at < length; at += widths[data[at]!]!) if (data[at] === orderMark) visit(at);
}

/** The order whose row begins at an index. What was absent was written as 0, which none of it can be. */
export function writtenOrder(
  data: Float64Array,
  length: number,
  at: number,
  symbols: readonly string[],
  reason: string,
): OrderIntent {
  const [price, stopLoss, takeProfit] = [data[at + 7]!, data[at + 8]!, data[at + 9]!];
  const next = at + widths[orderMark]!;
  return {
    kind: 'order',
    id: data[at + 1]!,
    symbol: symbols[data[at + 2]!]!,
    leg: data[at + 2]!,
    at: data[at + 3]!,
    side: data[at + 4]! > 0 ? 'buy' : 'sell',
    quantity: data[at + 5]!,
    type: kinds[data[at + 6]!]!,
    ...(price === 0 ? {} : { price }),
    ...(next < length && data[next] === termsMark ? writtenTerms(data, next) : {}),
    ...(stopLoss === 0 ? {} : { stopLoss }),
    ...(takeProfit === 0 ? {} : { takeProfit }),
    reason,
  };
}

function writtenTerms(data: Float64Array, at: number): Partial<OrderIntent> {
  const named = (name: keyof OrderIntent, k: number) => (data[at + k] === 0 ? {} : { [name]: data[at + k]! });
  const tif = times[data[at + 4]!]!;
  const flags = data[at + 9]!;
  return {
    ...named('limit', 1),
    ...named('trail', 2),
    ...named('trailPercent', 3),
    ...(tif === 'gtc' ? {} : { tif }),
    ...(tif === 'gtd' ? { goodTill: data[at + 5]! } : {}),
    ...named('oco', 6),
    ...named('after', 7),
    ...named('fraction', 8),
    ...(flags % 2 === 0 ? {} : { toTarget: true }),
    ...(flags < 2 ? {} : { reduceOnly: true }),
  };
}
