import { isProtective } from './lot-order.js';
import type { LotOrder } from './lot-order.js';
import type { LotRules } from './lot-rules.js';

/** One bar of a leg, with the close before it. */
export interface LotBar {
  open: number;
  high: number;
  low: number;
  close: number;
  /** The close of the bar before, which decided. */
  previousClose: number;
}

/** What an order fills at: the reference price, and how it was reached. */
export interface Reached {
  price: number;
  by: 'market' | 'stop' | 'limit';
  /** The bar opened beyond a stop, or better than a limit. */
  gap: boolean;
}

/**
 * Whether a bar fills an order, and where, before spread. A stop-limit order whose stop is reached becomes a limit order
 * (its `stop` turns 0), whether or not it fills at once.
 */
export function reach(order: LotOrder, bar: LotBar, rules: LotRules): Reached | null {
  const { side, stop } = order;
  if (stop !== 0 && !(side > 0 ? bar.high >= stop : bar.low <= stop)) return null;
  if (order.limit !== 0) return reachLimit(order, stop, bar, rules);
  const market = marketPrice(order, bar, rules);
  if (stop === 0) return { price: market, by: 'market', gap: false };
  const beyond = side > 0 ? bar.open > stop : bar.open < stop;
  const { stopGap } = rules.policies;
  if (stopGap === 'stop-price') return { price: stop, by: 'stop', gap: false };
  const gap = stopGap === 'open' ? bar.open : market;
  return { price: side > 0 ? Math.max(gap, stop) : Math.min(gap, stop), by: 'stop', gap: beyond };
}

/** The price of a market order in a bar; protective orders never use a close. */
function marketPrice(order: LotOrder, bar: LotBar, { policies }: LotRules): number {
  if (isProtective(order) || policies.marketFill === 'next-open') return bar.open;
  return policies.marketFill === 'next-close' ? bar.close : bar.previousClose;
}

function reachLimit(order: LotOrder, stop: number, bar: LotBar, { policies }: LotRules): Reached | null {
  const { side, limit } = order;
  const triggeredNow = stop !== 0;
  if (triggeredNow) {
    order.stop = 0;
    if (policies.stopLimitBar === 'next-bar') return null;
  }
  const touched = policies.limitFill === 'touch';
  const hit =
    side > 0 ? (touched ? bar.low <= limit : bar.low < limit) : touched ? bar.high >= limit : bar.high > limit;
  if (!hit) return null;
  if (triggeredNow) {
    const beyondStop = side > 0 ? limit > stop : limit < stop;
    if (policies.stopLimitBar === 'if-beyond-stop' && !beyondStop) return null;
    const opened = side > 0 ? bar.open > stop : bar.open < stop;
    const from = policies.stopLimitGap === 'open' && opened ? bar.open : stop;
    return { price: side > 0 ? Math.min(from, limit) : Math.max(from, limit), by: 'limit', gap: opened };
  }
  const better = side > 0 ? bar.open < limit : bar.open > limit;
  return { price: better && policies.limitGap === 'open' ? bar.open : limit, by: 'limit', gap: better };
}
