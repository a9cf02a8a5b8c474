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

/** Bars of a walk with orders: how many in all, and those before the rows `endOf` their legs. */
export interface DecidedBars {
  readonly count: number;
  readonly points: readonly DecidedPoint[];
}

/** The bars on which a walk sent orders; where one strategy decides for all legs, a bar of the tick stands for all of them. */
export function decidedBars(walk: Walk, endOf: (leg: number) => number): DecidedBars {
  const together = walk.legs[0]!.strategy.scope === 'portfolio';
  const ends = walk.legs.map(({ bars }, leg) => bars.time[endOf(leg) - 1]!);
  const points: DecidedPoint[] = [];
  const last = { leg: -1, at: NaN, orders: 0 };
  let count = 0;
  const close = () => {
    if (last.orders === 0) return;
    count++;
    const { at, orders } = last;
    const leg = together ? walk.legs.findIndex(({ bars }, k) => bars.time[rowAt(walk, k, at)] === at) : last.leg;
    if (at <= ends[leg]!) points.push({ leg, row: rowAt(walk, leg, at), orders });
  };
  walk.forEachOrder((leg, at) => {
    if (at !== last.at || (!together && leg !== last.leg)) {
      close();
      last.leg = leg;
      last.at = at;
      last.orders = 0;
    }
    last.orders++;
  });
  close();
  return { count, points };
}

/** The row of a leg at a time, or the last one before it. */
function rowAt({ legs }: Walk, leg: number, at: number): number {
  return rowsUpTo(legs[leg]!.bars.time, at) - 1;
}
