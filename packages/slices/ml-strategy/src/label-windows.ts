/** Non-overlapping windows of one history: a decision row and the row its label ends at. */
export interface LabelWindows {
  /** Rows at whose close a choice would have been made, ascending. */
  readonly decisions: Int32Array;
  /** Bars from a decision to the end of its label, and between decisions. */
  readonly horizon: number;
}

/**
 * Windows with stride `horizon` over a frame of `length` rows. The last label ends at the last row, and no decision
 * lies before `firstRow`; there are none when the frame is too short.
 */
export function labelWindows(length: number, firstRow: number, horizon: number): LabelWindows {
  const count = Math.max(0, Math.floor((length - 1 - firstRow) / horizon));
  const first = length - 1 - horizon * count;
  return { decisions: Int32Array.from({ length: count }, (_, w) => first + horizon * w), horizon };
}

/**
 * Per window the first bar time at which its label may be learnt from: `embargo` bars after the label's end, Infinity where
 * the frame ends before. Purging needs nothing more, because a label that ended before a decision cannot meet what is
 * predicted there. Times, not rows, so that windows of several frames compare.
 * @param time bar times of the frame
 */
export function usableFrom({ decisions, horizon }: LabelWindows, time: Float64Array, embargo: number): Float64Array {
  return Float64Array.from(decisions, (row) => time[row + horizon + embargo] ?? Infinity);
}

/**
 * One label per window: the net return of an account from the close of the decision row to the close of the last row of
 * the window. `equity[i]` is the value at the close of row `firstRow + i`, and the first decision must be `firstRow`.
 * A position carried into a window counts, overnight gap included: the account is one continuous run.
 */
export function windowReturns(equity: Float64Array, windows: LabelWindows): Float64Array {
  const { decisions, horizon } = windows;
  const first = decisions[0] ?? 0;
  return Float64Array.from(decisions, (row) => equity[row - first + horizon]! / equity[row - first]! - 1);
}
