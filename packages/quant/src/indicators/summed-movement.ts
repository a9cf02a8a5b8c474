import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { upMove } from './directional-movement.js';
import type { RangeStream } from './series-stream.js';
import { markGap, perRun } from './per-run.js';

/** Which movement is summed, and the name for errors. */
export type MovementSide = 'plusDm' | 'minusDm';

/** Directional movement of one side, Wilder-summed over `n` bars; see `plusDm` and `minusDm`. */
export function summedMovement(side: MovementSide, high: Series, low: Series, n: number): Float64Array {
  requireEqualLengths(side, high, low);
  requireInteger(side, 'n', n, 1);
  const plus = side === 'plusDm';
  return perRun([toColumn(high), toColumn(low)], (h, l) => movementKernel(plus, h, l, n));
}

function movementKernel(plus: boolean, h: Float64Array, l: Float64Array, n: number): Float64Array {
  const start = Math.max(firstDefined(h), firstDefined(l));
  const first = start + Math.max(1, n - 1);
  const out = columnFrom(h.length, first);
  const keep = n > 1 ? 1 - 1 / n : 0;
  let sum = 0;
  let gap = false;
  for (let i = start + 1; i < out.length; i++) {
    const up = h[i]! - h[i - 1]!;
    const down = l[i - 1]! - l[i]!;
    if (Number.isNaN(up + down)) gap = true;
    sum = sum * (i <= first ? 1 : keep) + (plus ? upMove(up, down) : upMove(down, up));
    if (i >= first) out[i] = sum;
  }
  markGap(out, gap, h, l);
  return out;
}

/** Streaming {@link summedMovement}. */
export function createSummedMovement(side: MovementSide, n: number): RangeStream {
  requireInteger(side, 'n', n, 1);
  const plus = side === 'plusDm';
  const needed = Math.max(1, n - 1);
  const keep = n > 1 ? 1 - 1 / n : 0;
  let bars = -1;
  let lastHigh = 0;
  let lastLow = 0;
  let sum = 0;
  return {
    next(high, low) {
      if (bars < 0) bars = Number.isNaN(high + low) ? -1 : 0;
      else {
        bars++;
        const up = high - lastHigh;
        const down = lastLow - low;
        sum = sum * (bars <= needed ? 1 : keep) + (plus ? upMove(up, down) : upMove(down, up));
      }
      lastHigh = high;
      lastLow = low;
      return bars >= needed ? sum : Number.NaN;
    },
  };
}
