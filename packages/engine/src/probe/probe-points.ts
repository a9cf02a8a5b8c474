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

/** Every bar on which a walk sent orders. */
export function decidedPoints({ loop, legs }: Walk): DecidedPoint[] {
  const { orders } = loop;
  const points: DecidedPoint[] = [];
  for (let i = 0; i < orders.length;) {
    const { leg, at } = orders[i]!;
    const first = i;
    while (i < orders.length && orders[i]!.at === at && orders[i]!.leg === leg) i++;
    points.push({ leg, row: rowsUpTo(legs[leg]!.bars.time, at) - 1, orders: i - first });
  }
  return points;
}

/** Rows that one probe of a bar recomputes, against the length of the frame: two prepared frames, and a half for a third. */
const rowsPerPoint = 2.5;
/** Rows all probes together may recompute: about twice the work of a run of 10⁵ bars. */
const rowBudget = 4_000_000;
/** Fewest points, whatever the frame's length. */
const fewest = 8;
/** Frames of up to this many rows are probed whole. */
const wholeRows = 100_000;
/** Evaluated rows of longer ones that are probed, and rows of another future after each. */
const probedRows = 50_000;
const futureRows = 10_000;

/** How much of a run is probed. */
export interface ProbeReach {
  /** Bars to probe, at most. */
  readonly budget: number;
  /** Bars before this row of a leg may be probed. */
  readonly endOf: (leg: number) => number;
  /** Rows of a frame with another future after row `t` of a leg. */
  readonly lengthAt: (leg: number, t: number) => number;
  /** Whether bars of every part of the run may be probed. */
  readonly whole: boolean;
}

/**
 * Frames of up to 10⁵ rows are probed everywhere, with other futures of the same length. Of longer ones only the first
 * 50,000 evaluated rows are, with futures of 10,000 rows: the work is bounded, whatever the length.
 */
export function probeReach(legs: Walk['legs'], wanted: number): ProbeReach {
  const longest = Math.max(...legs.map((leg) => leg.bars.length));
  const whole = longest <= wholeRows;
  const endOf = (leg: number) => {
    const { bars, from } = legs[leg]!;
    return whole ? bars.length : Math.min(bars.length, from + probedRows);
  };
  const rows = whole ? longest : Math.max(...legs.map((_, leg) => endOf(leg)));
  return {
    budget: Math.min(wanted, Math.max(fewest, Math.floor(rowBudget / (rowsPerPoint * Math.max(1, rows))))),
    endOf,
    lengthAt: (leg, t) => {
      const { length } = legs[leg]!.bars;
      return whole ? length : Math.min(length, t + 1 + futureRows);
    },
    whole,
  };
}
