import { alignFrames } from '@bot-v2/engine/resampling';
import { log } from '@bot-v2/quant/elementary';
import type { Bars } from '@bot-v2/sdk';

/** Log returns of two symbols over the same intervals. */
export interface CommonReturns {
  /** One return for each pair of neighbouring common bars, oldest first; of equal lengths. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Times of the first and the last common bar used, epoch ms UTC; null without returns. */
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * Log returns of two views between neighbouring bars that both have: where one lacks a bar, the return of both spans the
 * gap. NaN where a price is not above 0.
 * @param limit returns taken at most, the last ones
 * @throws BOT_CAP_INPUT when the intervals of the frames differ
 */
export function commonReturns(a: Bars, b: Bars, limit: number): CommonReturns {
  const { time, rows } = alignFrames([a, b], 'intersection');
  const count = Math.max(0, Math.min(limit, time.length - 1));
  if (count === 0) return { x: new Float64Array(0), y: new Float64Array(0), from: null, to: null };
  const first = time.length - 1 - count;
  const returnsOf = ({ close }: Bars, at: Int32Array): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => {
      const [before, now] = [close[at[first + i]!]!, close[at[first + i + 1]!]!];
      return before > 0 && now > 0 ? log(now / before) : NaN;
    });
  return { x: returnsOf(a, rows[0]!), y: returnsOf(b, rows[1]!), from: time[first]!, to: time[time.length - 1]! };
}
