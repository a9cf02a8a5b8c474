import { log } from '@bot-v2/quant/elementary';
import type { Random } from '@bot-v2/quant/random';
import { rowsUpTo } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import type { Walk } from '../frame-driver/walk.js';
import type { DecidedPoint, ProbePoint } from './probe-points.js';

/** Parts of the points that may be bars with orders, and bars of any kind. */
const parts = { decided: 0.8, any: 0.2 };

/** The bars of a run that are to be probed. */
export interface PointChoice {
  /** Bars with orders. */
  readonly chosen: readonly DecidedPoint[];
  /** Bars of any kind. */
  readonly others: readonly ProbePoint[];
}

/**
 * Chooses `budget` bars of a finished walk at most: those with orders, equally many of each leg as far as there are, and with
 * what is left of the budget bars of any kind. Where not all can be taken, of each leg the last two bars with orders, those
 * after which its price moved most, as knowledge of the future pays there, and as many others by chance.
 */
export function choosePoints(
  walk: Walk,
  decided: readonly DecidedPoint[],
  budget: number,
  random: Random,
): PointChoice {
  const most = Math.max(1, Math.floor(budget * parts.decided));
  const chosen = sampleOfLegs(decided, most, random, (point) => moveAfter(walk, point));
  const room = Math.min(budget - chosen.length, Math.ceil(budget * parts.any));
  return { chosen, others: anyPoints(walk, chosen, room, random) };
}

/** `count` bars of any kind that were not chosen yet, of all rows that a run decides at. */
function anyPoints({ legs, desks }: Walk, chosen: readonly ProbePoint[], count: number, random: Random): ProbePoint[] {
  const rowsOf = legs.map(({ bars, from }, leg) => {
    const first = Math.min(Math.max(from - 1, desks[leg]!.runtime.firstRow), bars.length - 1);
    return { first, count: bars.length - first };
  });
  const of = rowsOf.reduce((sum, rows) => sum + rows.count, 0);
  const taken = new Set(chosen.map(({ leg, row }) => `${leg}:${row}`));
  const drawn = sampleNumbers(of, count + chosen.length, random).map((k) => {
    let [leg, place] = [0, k];
    while (place >= rowsOf[leg]!.count) place -= rowsOf[leg++]!.count;
    return { leg, row: rowsOf[leg]!.first + place };
  });
  const fresh = drawn.filter(({ leg, row }) => !taken.has(`${leg}:${row}`));
  return sample(fresh, count, random);
}

/** `count` of the numbers below `of`, every choice of them equally likely, rising. */
function sampleNumbers(of: number, count: number, random: Random): number[] {
  if (count >= of) return Array.from({ length: of }, (_, k) => k);
  // Floyd's way: as many draws as numbers are wanted.
  const chosen = new Set<number>();
  for (let i = of - count; i < of; i++) {
    const k = random.integer(0, i);
    chosen.add(chosen.has(k) ? i : k);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** `count` of the items, every choice of them equally likely, in their order. */
export function sample<T>(items: readonly T[], count: number, random: Random): T[] {
  return sampleNumbers(items.length, count, random).map((k) => items[k]!);
}

/**
 * `count` of the items in their order: the last two, as what knows the end of the data shows there; the weightiest, up to
 * half of the rest; and a sample of what is left.
 */
function sampleByWeight<T>(items: readonly T[], count: number, random: Random, weigh: (item: T) => number): T[] {
  if (count >= items.length) return items.slice();
  const end = items.length - Math.min(2, count);
  const weights = items.map(weigh);
  const byWeight = Array.from({ length: end }, (_, k) => k).sort((a, b) => weights[b]! - weights[a]! || a - b);
  const wanted = count - (items.length - end);
  const weighty = byWeight.splice(0, Math.floor(wanted / 2));
  const chosen = new Set([...weighty, ...sample(byWeight, wanted - weighty.length, random)]);
  return items.filter((_, k) => k >= end || chosen.has(k));
}

/**
 * `count` of the points in their order, equally many of each leg as far as it has them; of each leg as `sampleByWeight`
 * takes them.
 */
export function sampleOfLegs<T extends ProbePoint>(
  points: readonly T[],
  count: number,
  random: Random,
  weigh: (point: T) => number,
): T[] {
  if (count >= points.length) return points.slice();
  const byLeg = new Map<number, T[]>();
  for (const point of points) {
    const same = byLeg.get(point.leg);
    if (same === undefined) byLeg.set(point.leg, [point]);
    else same.push(point);
  }
  const legs = [...byLeg.values()].sort((a, b) => a.length - b.length || a[0]!.leg - b[0]!.leg);
  const chosen = new Set<T>();
  legs.forEach((each, k) => {
    const share = Math.ceil((count - chosen.size) / (legs.length - k));
    for (const point of sampleByWeight(each, share, random, weigh)) chosen.add(point);
  });
  return points.filter((point) => chosen.has(point));
}

/** How far the price of a leg, or of any leg where one strategy decides for all, moved in the bar after a point (absolute logarithm). */
function moveAfter({ legs }: Pick<Walk, 'legs'>, { leg, row }: ProbePoint): number {
  const { bars, strategy } = legs[leg]!;
  if (strategy.scope !== 'portfolio') return moveOf(bars, row);
  const time = bars.time[row]!;
  return Math.max(...legs.map((each) => moveOf(each.bars, rowsUpTo(each.bars.time, time) - 1)));
}

function moveOf({ close, length }: Bars, row: number): number {
  return row < 0 || row + 1 >= length ? 0 : Math.abs(log(close[row + 1]! / close[row]!));
}
