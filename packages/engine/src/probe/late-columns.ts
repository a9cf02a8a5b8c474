import type { Random } from '@bot-v2/quant/random';
import type { Walk } from '../frame-driver/walk.js';
import type { LegDesk } from '../loop/index.js';
import { actionFactors } from '../price-view/index.js';
import { inputsKnownAt, viewFor, withAnotherFuture } from './altered-frame.js';
import { firstDifference } from './compare.js';
import type { FreshInstances } from './fresh-instance.js';
import type { FutureOf } from './probe-point.js';
import { leakingColumn } from './violation.js';

/** Rows of all legs together that are prepared once more, at most; one leg always is. */
const lateRows = 4_000_000;

/** A bar near the end of a leg. */
export interface LatePoint {
  readonly leg: number;
  readonly row: number;
}

/**
 * A bar in the last quarter of each leg, of as many legs as the work allows: at or after the leg's last action, so that
 * the columns in use at the end of the run are those of the whole frame.
 */
export function latePoints({ legs }: Walk, random: Random): LatePoint[] {
  const points: LatePoint[] = [];
  let rows = 0;
  for (let leg = 0; leg < legs.length; leg++) {
    const { bars } = legs[leg]!;
    rows += bars.length;
    if (leg > 0 && rows > lateRows) break;
    const lastAction = Math.max(0, ...actionFactors(bars, true).map((factor) => factor.row));
    const first = Math.max(lastAction, Math.floor(0.75 * bars.length));
    if (first < bars.length - 1) points.push({ leg, row: random.integer(first, bars.length - 2) });
  }
  return points;
}

/**
 * Prepares a leg's frame anew with another future after a late bar, and compares every prepared value up to it with those of
 * the finished run.
 * @throws BOT_STRATEGY_LOOKAHEAD and what the strategy throws
 */
export function compareLateColumns(
  walk: Walk,
  desk: LegDesk,
  fresh: FreshInstances,
  { leg, row }: LatePoint,
  future: FutureOf,
): void {
  const { current } = desk.runtime;
  if (current === null) return;
  const { bars, inputs } = walk.legs[leg]!;
  const { path, length } = future(leg, row);
  const view = viewFor(bars, desk.choice.strategy.scaleFree === true, row);
  const frame = withAnotherFuture(view, row, path, bars.time, length);
  const { columns } = fresh.on(desk.symbol, desk.choice, frame, inputsKnownAt(inputs, row, length));
  const difference = firstDifference(current.columns, columns, row);
  if (difference !== null) throw leakingColumn({ row, desk }, bars, 'another future', difference);
}
