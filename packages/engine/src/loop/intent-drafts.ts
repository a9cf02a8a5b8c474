import type { AmendIntent, Intent, OrderIntent, ProtectIntent } from './intents.js';

/**
 * An intent a desk makes: all of its fields are there from the start, so that every one has the same shape. The dispatcher
 * writes in time and number and sends it; nothing changes it afterwards.
 */
export type Draft<I extends Intent> = { -readonly [Key in keyof I]: I[Key] };

/** A market order of a leg, without a size yet. */
export function orderDraft(symbol: string, leg: number, side: 'buy' | 'sell', reason: string): Draft<OrderIntent> {
  return {
    kind: 'order',
    id: 0,
    symbol,
    leg,
    at: NaN,
    side,
    quantity: 0,
    type: 'market',
    price: undefined,
    limit: undefined,
    trail: undefined,
    trailPercent: undefined,
    stopLoss: undefined,
    takeProfit: undefined,
    tif: undefined,
    goodTill: undefined,
    oco: undefined,
    after: undefined,
    fraction: undefined,
    toTarget: undefined,
    reduceOnly: undefined,
    reason,
  };
}

/** A change of an order that changes nothing yet. */
export function amendDraft({ id, symbol, leg }: OrderIntent): Draft<AmendIntent> {
  return {
    kind: 'amend',
    id,
    symbol,
    leg,
    at: NaN,
    quantity: undefined,
    price: undefined,
    limit: undefined,
    trail: undefined,
    trailPercent: undefined,
  };
}

/** A change of a position's protection, in raw prices. */
export function protectDraft(
  symbol: string,
  leg: number,
  stopLoss: number | null | undefined,
  takeProfit: number | null | undefined,
): Draft<ProtectIntent> {
  return { kind: 'protect', symbol, leg, at: NaN, stopLoss, takeProfit };
}
