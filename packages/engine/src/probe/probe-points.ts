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

/** Bars on which a walk sent orders, in time: of the k-th one its leg, its time and how many orders. */
export interface DecidedBars {
  readonly leg: Int32Array;
  readonly time: Float64Array;
  readonly orders: Int32Array;
}

/** The bars on which a walk sent orders; where one strategy decides for all legs, a bar of the tick stands for all of them. */
export function decidedBars(walk: Walk): DecidedBars {
  const together = walk.legs[0]!.strategy.scope === 'portfolio';
  const most = walk.orderCount;
  const [legs, times, orders] = [new Int32Array(most), new Float64Array(most), new Int32Array(most)];
  let last = -1;
  walk.forEachOrder((leg, at) => {
    if (last < 0 || at !== times[last] || (!together && leg !== legs[last])) {
      last++;
      legs[last] = leg;
      times[last] = at;
    }
    orders[last] = orders[last]! + 1;
  });
  const count = last + 1;
  for (let k = 0; together && k < count; k++)
    legs[k] = walk.legs.findIndex(({ bars }, leg) => bars.time[rowAt(walk, leg, times[k]!)] === times[k]);
  return { leg: legs.subarray(0, count), time: times.subarray(0, count), orders: orders.subarray(0, count) };
}

/** The same as points. */
export function decidedPoints(walk: Walk): DecidedPoint[] {
  const { leg, time, orders } = decidedBars(walk);
  return Array.from(leg, (k, i) => ({ leg: k, row: rowAt(walk, k, time[i]!), orders: orders[i]! }));
}

/** The row of a leg at a time, or the last one before it. */
export function rowAt({ legs }: Walk, leg: number, at: number): number {
  return rowsUpTo(legs[leg]!.bars.time, at) - 1;
}
