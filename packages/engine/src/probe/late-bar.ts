import type { Random } from '@bot-v2/quant/random';
import type { Walk } from '../frame-driver/walk.js';
import type { LegDesk, StrategyRuntime } from '../loop/index.js';
import { actionFactors } from '../price-view/index.js';
import { inputsKnownAt, overwrittenAfter } from './altered-frame.js';
import { firstDifference, sameWish, wishText } from './compare.js';
import type { FreshInstances } from './fresh-instance.js';
import { wishOf } from './probe-capture.js';
import type { Wish } from './probe-capture.js';
import { forEachDecided, rowAt } from './probe-points.js';
import type { ProbePoint } from './probe-points.js';
import { leakingColumn, lookAhead } from './violation.js';

/** Rows of all legs together that are prepared once more, at most; one leg always is. */
const lateRows = 4_000_000;
/** Bars up to the late one at which a strategy is asked. */
const lateBars = 256;

/**
 * A bar in the last quarter of each leg, of as many legs as the work allows, with orders where there is one: at or after
 * the leg's last action, so that the columns in use at the end of the run are those of the whole frame. From late to early.
 */
export function latePoints(walk: Walk, random: Random): ProbePoint[] {
  const { legs, desks } = walk;
  let rows = 0;
  const firsts = legs.map(({ bars, from }, leg) =>
    Math.max(lastAction(walk, leg), Math.floor(0.75 * bars.length), from, desks[leg]!.runtime.firstRow),
  );
  const decided = lateDecided(walk, firsts, random);
  const points: ProbePoint[] = [];
  for (let leg = 0; leg < legs.length; leg++) {
    const { length } = legs[leg]!.bars;
    rows += length;
    if (leg > 0 && rows > lateRows) break;
    const first = firsts[leg]!;
    if (first < length - 1) points.push({ leg, row: decided.get(leg) ?? random.integer(first, length - 2) });
  }
  const timeOf = ({ leg, row }: ProbePoint) => legs[leg]!.bars.time[row]!;
  return points.sort((a, b) => timeOf(b) - timeOf(a));
}

function lastAction({ legs }: Walk, leg: number): number {
  return Math.max(0, ...actionFactors(legs[leg]!.bars, true).map(({ row }) => row));
}

/** Of each leg one of its bars with orders from a row on, each equally likely; not the very last. */
function lateDecided(walk: Walk, firsts: readonly number[], random: Random): Map<number, number> {
  const times = walk.legs.map(({ bars }, leg) => [bars.time[firsts[leg]!] ?? Infinity, bars.time[bars.length - 1]!]);
  const seen = walk.legs.map(() => 0);
  const chosen = new Map<number, number>();
  forEachDecided(walk, (leg, at) => {
    const [first, last] = times[leg]!;
    if (at >= first! && at < last! && random.integer(0, seen[leg]!++) === 0) chosen.set(leg, at);
  });
  return new Map([...chosen].map(([leg, at]) => [leg, rowAt(walk, leg, at)]));
}

/**
 * Prepares a leg's whole frame anew with another future after a late bar, in the columns the run was handed, and compares
 * every prepared value up to it with those of the finished run, and what `onBar` asks for at the last bars up to it from a
 * flat account. `spoil` overwrites what lies after a time in every frame handed out.
 * @throws BOT_STRATEGY_LOOKAHEAD and what the strategy throws
 */
export function compareLateBar(
  walk: Walk,
  fresh: FreshInstances,
  { leg, row }: ProbePoint,
  capital: number,
  spoil: (time: number) => void,
): void {
  const desk = walk.desks[leg]!;
  const { runtime } = desk;
  const { current } = runtime;
  if (current === null) return;
  const { bars, inputs } = walk.legs[leg]!;
  const first = Math.max(row - lateBars + 1, lastAction(walk, leg), runtime.firstRow);
  const was = wishesOrNone(runtime, first, row, capital);
  spoil(bars.time[row]!);
  const frame = overwrittenAfter(current.bars, row);
  const again = fresh.runtime(desk.symbol, desk.choice, frame, inputsKnownAt(inputs, row, bars.length));
  const difference = firstDifference(current.columns, again.current!.columns, row);
  const where = { row, desk } satisfies { row: number; desk: LegDesk };
  if (difference !== null) throw leakingColumn(where, bars, 'another future', difference);
  if (was.length === 0) return;
  wishesOf(again, first, row, capital).forEach((wish, k) => {
    if (sameWish(was[k]!, wish)) return;
    const at = new Date(bars.time[first + k]!).toISOString().slice(0, 10);
    const what = `it asks for ${wishText(wish)} instead of ${wishText(was[k]!)} on ${at}`;
    throw lookAhead(where, bars, 'another future', what, 'intent');
  });
}

/** `wishesOf`; nothing of a strategy that decides for all symbols at once, or cannot do with a flat account there. */
function wishesOrNone(runtime: StrategyRuntime, first: number, last: number, capital: number): Wish[] {
  if (runtime.strategy.scope === 'portfolio') return [];
  try {
    return wishesOf(runtime, first, last, capital);
  } catch {
    return [];
  }
}

/** What a strategy asks for at rows `first … last`, one after the other, each from a flat account. */
function wishesOf(runtime: StrategyRuntime, first: number, last: number, capital: number): Wish[] {
  const { strategy, out, account } = runtime;
  runtime.state = strategy.state?.() ?? {};
  const wishes: Wish[] = [];
  for (let row = first; row <= last; row++) {
    account.reset(capital);
    out.nextId = 1;
    runtime.run(row);
    wishes.push(wishOf(out));
    out.clear();
  }
  return wishes;
}
