import { columnFrom, firstDefined } from '../series.js';
import { rangeWithGap } from './true-range.indicator.js';
import { markGap } from './per-run.js';

/** Wilder-summed directional movement and true range of a frame. */
export interface DirectionalMovement {
  /** First bar at which the sums have had their n-th update; NaN before it. */
  readonly first: number;
  readonly plus: Float64Array;
  readonly minus: Float64Array;
  /** Summed true range. */
  readonly range: Float64Array;
}

/** The upward part of a bar's movement: the larger of the two outside moves counts, a tie counts for neither. */
export function upMove(rise: number, fall: number): number {
  return rise > 0 && rise > fall ? rise : 0;
}

/**
 * Sums over bars 1…n − 1, then Wilder's decay s ← s − s/n + new from bar n on (TA-Lib 0.4.0). With n = 1 nothing is
 * smoothed. The kernel of `plusDi`, `minusDi`, `dx` and `adx`.
 */
export function directionalMovement(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  n: number,
): DirectionalMovement {
  const length = close.length;
  const start = Math.max(firstDefined(high), firstDefined(low), firstDefined(close));
  const first = start + n;
  const plus = columnFrom(length, first);
  const minus = columnFrom(length, first);
  const range = columnFrom(length, first);
  let up = 0;
  let down = 0;
  let moved = 0;
  const keep = n > 1 ? 1 - 1 / n : 0;
  let gap = false;
  for (let i = start + 1; i < length; i++) {
    const rise = high[i]! - high[i - 1]!;
    const fall = low[i - 1]! - low[i]!;
    if (Number.isNaN(rise + fall + close[i - 1]!)) gap = true;
    const decay = i < first ? 1 : keep;
    up = up * decay + upMove(rise, fall);
    down = down * decay + upMove(fall, rise);
    moved = moved * decay + rangeWithGap(high[i]!, low[i]!, close[i - 1]!);
    if (i >= first) {
      plus[i] = up;
      minus[i] = down;
      range[i] = moved;
    }
  }
  for (const sums of [plus, minus, range]) markGap(sums, gap, high, low, close);
  return { first, plus, minus, range };
}
