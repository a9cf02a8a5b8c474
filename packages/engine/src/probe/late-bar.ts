import type { Random } from '@bot-v2/quant/random';
import { rowsUpTo } from '@bot-v2/sdk';
import type { Walk } from '../frame-driver/walk.js';
import { copyState } from '../loop/index.js';
import type { StrategyRuntime } from '../loop/index.js';
import { actionFactors } from '../price-view/index.js';
import { inputsKnownAt, overwrittenAfter } from './altered-frame.js';
import { firstDifference, sameWish, wishText } from './compare.js';
import type { FreshInstances } from './fresh-instance.js';
import type { KeptFrames } from './kept-frames.js';
import { wishOf } from './probe-capture.js';
import type { Wish } from './probe-capture.js';
import { rowAt } from './probe-points.js';
import type { DecidedBars, ProbePoint } from './probe-points.js';
import { leakingColumn, lookAhead } from './violation.js';

/** Rows of all legs together that are prepared once more, at most; one leg always is. */
const lateRows = 4_000_000;
/** Bars up to the late one at which a strategy is asked. */
const lateBars = 256;

/**
 * A bar in the last quarter of each leg, of as many legs as the work allows, with orders where there is one: at or after
 * the leg's last action, so that the columns in use at the end of the run are those of the whole frame. From late to early.
 */
export function latePoints(walk: Walk, decided: DecidedBars, random: Random): ProbePoint[] {
  const { legs, desks } = walk;
  let rows = 0;
  const firsts = legs.map(({ bars, from }, leg) =>
    Math.max(lastAction(walk, leg), Math.floor(0.75 * bars.length), from, desks[leg]!.runtime.firstRow),
  );
  const chosen = lateDecided(walk, decided, firsts, random);
  const points: ProbePoint[] = [];
  for (let leg = 0; leg < legs.length; leg++) {
    const { length } = legs[leg]!.bars;
    rows += length;
    if (leg > 0 && rows > lateRows) break;
    const first = firsts[leg]!;
    if (first < length - 1) points.push({ leg, row: chosen.get(leg) ?? random.integer(first, length - 2) });
  }
  const timeOf = ({ leg, row }: ProbePoint) => legs[leg]!.bars.time[row]!;
  return points.sort((a, b) => timeOf(b) - timeOf(a));
}

function lastAction({ legs }: Walk, leg: number): number {
  return Math.max(0, ...actionFactors(legs[leg]!.bars, true).map(({ row }) => row));
}

/** Of each leg one of its bars with orders from a row on, each equally likely; not the very last. */
function lateDecided(
  walk: Walk,
  { leg: legOf, time }: DecidedBars,
  firsts: readonly number[],
  random: Random,
): Map<number, number> {
  const chosen = new Map<number, number>();
  walk.legs.forEach(({ bars }, leg) => {
    const first = bars.time[firsts[leg]!] ?? Infinity;
    const last = bars.time[bars.length - 1]!;
    const late: number[] = [];
    for (let k = time.length - 1; k >= 0 && time[k]! >= first; k--) {
      if (legOf[k] === leg && time[k]! < last) late.push(time[k]!);
    }
    if (late.length > 0) chosen.set(leg, rowAt(walk, leg, late[random.integer(0, late.length - 1)]!));
  });
  return chosen;
}

/** What a strategy asked for on a bar, and the state it had before. */
interface Asked {
  readonly row: number;
  readonly state: unknown;
  readonly wish: Wish;
}

/**
 * Prepares a leg's whole frame anew with another future after a late bar, in the columns the run was handed, and compares
 * every prepared value up to it with those of the finished run, and what `onBar` asks for there and, as more and more of the
 * frame is overwritten, at the bars before, from a flat account.
 * @param kept the frames the run was handed; they stay as they are up to time `until`
 * @throws BOT_STRATEGY_LOOKAHEAD and what the strategy throws
 */
export function compareLateBar(
  walk: Walk,
  fresh: FreshInstances,
  { leg, row }: ProbePoint,
  capital: number,
  kept: KeptFrames,
  until: number,
): void {
  const desk = walk.desks[leg]!;
  const { runtime } = desk;
  const { current } = runtime;
  if (current === null) return;
  const { bars, inputs } = walk.legs[leg]!;
  const untouched = rowsUpTo(bars.time, until) - 1;
  const first = Math.max(row - lateBars + 1, lastAction(walk, leg), runtime.firstRow, untouched);
  const asked = askedOf(runtime, bars.time, first, row, capital);
  kept.spoil(bars.time[row]!);
  const frame = overwrittenAfter(current.bars, row, bars.time[row]!);
  const again = fresh.runtime(desk.symbol, desk.choice, frame, inputsKnownAt(inputs, row, bars.length));
  const difference = firstDifference(current.columns, again.current!.columns, row);
  if (difference !== null) throw leakingColumn({ row, desk }, bars, 'another future', difference);
  for (const was of asked.reverse()) {
    kept.overwriteAfter(bars.time[was.row]!);
    again.state = was.state;
    const wish = wishAt(again, was.row, bars.time[was.row]!, capital);
    if (sameWish(was.wish, wish)) continue;
    const what = `it asks for ${wishText(wish)} instead of ${wishText(was.wish)}`;
    throw lookAhead({ row: was.row, desk }, bars, 'another future', what, 'intent');
  }
}

/**
 * What a strategy asks for at rows `first … last`, one after the other, each from a flat account; nothing of one that decides
 * for all symbols at once, or cannot do with a flat account there.
 */
function askedOf(runtime: StrategyRuntime, time: Float64Array, first: number, last: number, capital: number): Asked[] {
  const { strategy } = runtime;
  if (strategy.scope === 'portfolio') return [];
  const asked: Asked[] = [];
  try {
    runtime.state = strategy.state?.() ?? {};
    for (let row = first; row <= last; row++) {
      const state = copyState(runtime.state);
      asked.push({ row, state, wish: wishAt(runtime, row, time[row]!, capital) });
    }
  } catch {
    return [];
  }
  return asked;
}

function wishAt(runtime: StrategyRuntime, row: number, time: number, capital: number): Wish {
  const { out, account } = runtime;
  account.reset(capital);
  out.nextId = 1;
  runtime.run(row, time);
  const wish = wishOf(out);
  out.clear();
  return wish;
}
