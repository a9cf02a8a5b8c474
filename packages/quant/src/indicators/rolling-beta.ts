import { columnFrom } from '../series.js';
import { markGap } from './per-run.js';

/** Bars whose changes are held at once: few enough for the nearest cache. */
const span = 1024;

/**
 * Slope of the regression of y's one-bar relative changes on x's over `n` changes, 0 where x's are constant: the kernel of
 * `beta`. O(1) a bar; the sums and their precision are those of `rollingSquares`.
 * @returns same length; NaN before n changes of both
 */
export function rollingBeta(x: Float64Array, y: Float64Array, n: number): Float64Array {
  n |= 0;
  const length = x.length;
  const start = firstChange(x, y);
  const first = start + n - 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const recent = 2 * n;
  /** Change of x, then of y, of each bar. */
  const changes = new Float64Array(2 * (n + span));
  /** Of each place in the previous block: Σu, Σv, Σu², Σuv from there on. */
  const rest = new Float64Array(4 * (n + 1));
  const full = 4 * n;
  const k = 1 / n;
  let anchorX = 0;
  let anchorY = 0;
  let sumX = 0;
  let sumY = 0;
  let sxx = 0;
  let sxy = 0;
  let at = full;
  let seen = 0;
  relativeChanges(x, start, first, changes, 2);
  relativeChanges(y, start, first, changes, 3);
  for (let from = first; from < length; from += span) {
    const to = from + span < length ? from + span : length;
    relativeChanges(x, from, to, changes, recent);
    relativeChanges(y, from, to, changes, recent + 1);
    const end = recent + 2 * (to - from);
    let i = from;
    for (let q = recent; q < end;) {
      if (at === full) {
        anchorX = changes[q]!;
        anchorY = changes[q + 1]!;
        sumX = 0;
        sumY = 0;
        sxx = 0;
        sxy = 0;
        let before = q;
        for (let j = full - 4; j > 0; j -= 4) {
          before -= 2;
          const u = changes[before]! - anchorX;
          const v = changes[before + 1]! - anchorY;
          sumX += u;
          sumY += v;
          sxx += u * u;
          sxy += u * v;
          rest[j] = sumX;
          rest[j + 1] = sumY;
          rest[j + 2] = sxx;
          rest[j + 3] = sxy;
        }
        seen += sumX + sumY;
        sumX = 0;
        sumY = 0;
        sxx = 0;
        sxy = 0;
        at = 0;
      }
      const room = q + ((full - at) >> 1);
      const stop = end < room ? end : room;
      for (; q < stop; q += 2) {
        const u = changes[q]! - anchorX;
        const v = changes[q + 1]! - anchorY;
        sumX += u;
        sumY += v;
        sxx += u * u;
        sxy += u * v;
        at += 4;
        const totalX = rest[at]! + sumX;
        const totalY = rest[at + 1]! + sumY;
        const xx = rest[at + 2]! + sxx - totalX * totalX * k;
        out[i++] = xx > 0 ? (rest[at + 3]! + sxy - totalX * totalY * k) / xx : 0;
      }
      seen += sumX + sumY;
    }
    changes.copyWithin(0, end - recent, end);
  }
  markGap(out, Number.isNaN(seen), x, y);
  return out;
}

/** The one-bar relative change to bar i, 0 where the earlier value is 0. */
function changeAt(x: Float64Array, i: number): number {
  const base = x[i - 1]!;
  return base === 0 ? 0 : (x[i]! - base) / base;
}

/** Writes the changes to bars `from` … `to` − 1 to every second place from `at` on. */
function relativeChanges(x: Float64Array, from: number, to: number, changes: Float64Array, at: number): void {
  for (let i = from; i < to; i++) {
    changes[at] = changeAt(x, i);
    at += 2;
  }
}

/** First bar to which both series have a change; their length when there is none. */
function firstChange(x: Float64Array, y: Float64Array): number {
  let i = 1;
  while (i < x.length && Number.isNaN(changeAt(x, i) + changeAt(y, i))) i++;
  return i;
}
