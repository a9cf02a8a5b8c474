import type { Random } from '@bot-v2/quant/random';
import { rowsUpTo } from '@bot-v2/sdk';
import type { Walk } from '../frame-driver/walk.js';

/** A bar to probe. */
export interface ProbePoint {
  readonly leg: number;
  readonly row: number;
}

/** A bar with orders, and how many. */
export interface DecidedPoint extends ProbePoint {
  readonly orders: number;
}

/** `count` of the items, each equally likely (reservoir sampling), in their order. */
export function sample<T>(items: readonly T[], count: number, random: Random): T[] {
  const chosen = items.slice(0, count).map((item, index) => ({ item, index }));
  for (let i = count; i < items.length; i++) {
    const place = random.integer(0, i);
    if (place < count) chosen[place] = { item: items[i]!, index: i };
  }
  return chosen.sort((a, b) => a.index - b.index).map(({ item }) => item);
}

/** `count` of the items as `sample` takes them, the last two among them: what knows the end of the data shows there. */
export function sampleWithLast<T>(items: readonly T[], count: number, random: Random): T[] {
  const last = Math.min(2, count, items.length);
  const split = items.length - last;
  return [...sample(items.slice(0, split), count - last, random), ...items.slice(split)];
}

/** Bars on which a walk sent orders, in time: of the k-th one its leg, its time and how many orders. */
export interface DecidedBars {
  readonly leg: readonly number[];
  readonly time: readonly number[];
  readonly orders: readonly number[];
}

/** The bars on which a walk sent orders; where one strategy decides for all legs, a bar of the tick stands for all of them. */
export function decidedBars(walk: Walk): DecidedBars {
  const together = walk.legs[0]!.strategy.scope === 'portfolio';
  const bars = { leg: [] as number[], time: [] as number[], orders: [] as number[] };
  let last = -1;
  let time = NaN;
  let orders = 0;
  const close = () => {
    if (orders === 0) return;
    bars.leg.push(together ? walk.legs.findIndex((leg, k) => leg.bars.time[rowAt(walk, k, time)] === time) : last);
    bars.time.push(time);
    bars.orders.push(orders);
  };
  walk.forEachOrder((leg, at) => {
    if (at !== time || (!together && leg !== last)) {
      close();
      last = leg;
      time = at;
      orders = 0;
    }
    orders++;
  });
  close();
  return bars;
}

/** The same as points. */
export function decidedPoints(walk: Walk): DecidedPoint[] {
  const { leg, time, orders } = decidedBars(walk);
  return leg.map((k, i) => ({ leg: k, row: rowAt(walk, k, time[i]!), orders: orders[i]! }));
}

/** The row of a leg at a time, or the last one before it. */
export function rowAt({ legs }: Walk, leg: number, at: number): number {
  return rowsUpTo(legs[leg]!.bars.time, at) - 1;
}
