import { log, pow } from '@bot-v2/quant/elementary';
import type { CheckedBars } from './quality-check.js';
import { returnScale } from './robust-scale.js';

/** Rows around a stated split within which its misapplication is looked for. */
const reach = 15;

/** A split a frame is told of, by an action or by a column of its file. */
export interface KnownSplit {
  /** First row with the new shares. */
  readonly row: number;
  readonly ratio: number;
  /** Whether the prices are to move with it (raw) or not to (already adjusted). */
  readonly moves: boolean;
}

/** Splits of actions and of the file's own column, by row; those of less than 1.1 : 1 cannot be seen and are left out. */
export function knownSplits({ columns, actions, stated, basis }: CheckedBars): KnownSplit[] {
  const { time } = columns;
  const visible = (ratio: number): boolean => ratio > 0 && Math.abs(log(ratio)) > log(1.1);
  const splits: KnownSplit[] = [];
  for (const action of actions) {
    if (action.type !== 'split' || !visible(action.ratio)) continue;
    const row = time.findIndex((t) => t >= action.exDate);
    if (row > 0)
      splits.push({
        row,
        ratio: action.ratio,
        moves: basis !== 'split' && basis !== 'total_return' && !action.inPrice,
      });
  }
  stated?.splits?.forEach((ratio, row) => {
    if (visible(ratio)) splits.push({ row, ratio, moves: basis === 'raw' });
  });
  return splits.sort((a, b) => a.row - b.row);
}

/** The close before `row` without the dividend that goes ex there, where that comes nearer to what followed. */
function comparableClose({ columns, actions, stated }: CheckedBars, row: number): number {
  const { time, close } = columns;
  const before = close[row - 1]!;
  let paid = stated?.dividends?.[row] ?? 0;
  for (const action of actions) {
    if (action.type === 'dividend' && !action.inPrice && action.exDate > time[row - 1]! && action.exDate <= time[row]!)
      paid += action.amount;
  }
  const after = before - paid;
  if (paid === 0 || after <= 0) return before;
  return Math.abs(log(close[row]! / after)) < Math.abs(log(close[row]! / before)) ? after : before;
}

/** Rows that a split was applied to wrongly, and what they are to be multiplied with. */
export interface SplitFault {
  readonly split: KnownSplit;
  readonly rows: readonly number[];
  readonly factors: readonly number[];
  /** Whether the rows reach from the first row looked at to about the split: it was not applied at all there. */
  readonly stretch: boolean;
}

/**
 * Finds rows `first … end - 1` that stand on the wrong side of a known split: follows the closes from row to row and
 * takes moves near the ratio (or its inverse), up to 15 rows from the split, as changes of unit; of the adjusted close where there is one, which no
 * dividend moves. In raw prices rows before the split are to be
 * `ratio` times those after it, in others the same; the last row is taken as right.
 */
export function splitFaults(bars: CheckedBars, first: number, end: number): SplitFault[] {
  const { close } = bars.columns;
  const adjusted = bars.adjustedClose?.subarray(first, end).every((price) => price > 0)
    ? bars.adjustedClose
    : undefined;
  const level = adjusted ?? close;
  let noise = NaN;
  const faults: SplitFault[] = [];
  for (const split of knownSplits(bars)) {
    if (split.row <= first || split.row >= end) continue;
    if (noise !== noise) noise = returnScale(level, first, end);
    const step = log(split.ratio);
    const size = Math.abs(step);
    const tolerance = Math.min(0.35 * size, Math.max(0.1, 6 * noise));
    // Exponent of `ratio` in each row's price against the last row's.
    const units = new Int8Array(end - first);
    for (let row = end - 1; row > first; row--) {
      const move = log(level[row]! / (adjusted?.[row - 1] ?? comparableClose(bars, row)));
      const jump =
        Math.abs(row - split.row) <= reach && Math.abs(Math.abs(move) - size) < tolerance
          ? -Math.sign(move) * Math.sign(step)
          : 0;
      units[row - 1 - first] = units[row - first]! + jump;
    }
    const rows: number[] = [];
    const factors: number[] = [];
    for (let row = first; row < end; row++) {
      const wrong = units[row - first]! - (split.moves && row < split.row ? 1 : 0);
      if (wrong === 0 || Math.abs(wrong) > 1) continue;
      rows.push(row);
      factors.push(pow(split.ratio, -wrong));
    }
    if (rows.length === 0) continue;
    const stretch = rows[0] === first && rows.length === rows[rows.length - 1]! - first + 1;
    faults.push({ split, rows, factors, stretch });
  }
  return faults;
}
