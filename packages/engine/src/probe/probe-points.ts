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

/** Every bar on which a walk sent orders; where one strategy decides for all legs, a bar of the tick stands for all of them. */
export function decidedPoints({ loop, legs }: Walk): DecidedPoint[] {
  const { orders } = loop;
  const points: DecidedPoint[] = [];
  if (legs[0]!.strategy.scope === 'portfolio') {
    for (let i = 0; i < orders.length;) {
      const { at } = orders[i]!;
      const first = i;
      while (i < orders.length && orders[i]!.at === at) i++;
      const rows = legs.map(({ bars }) => rowsUpTo(bars.time, at) - 1);
      const leg = rows.findIndex((row, k) => row >= 0 && legs[k]!.bars.time[row] === at);
      points.push({ leg, row: rows[leg]!, orders: i - first });
    }
    return points;
  }
  for (let i = 0; i < orders.length;) {
    const { leg, at } = orders[i]!;
    const first = i;
    while (i < orders.length && orders[i]!.at === at && orders[i]!.leg === leg) i++;
    points.push({ leg, row: rowsUpTo(legs[leg]!.bars.time, at) - 1, orders: i - first });
  }
  return points;
}
