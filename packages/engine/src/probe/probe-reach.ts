import type { Leg } from '../loop/index.js';

/** Frames of up to this many rows are probed whole, longer ones in windows. */
const wholeRows = 100_000;

/** Whether a run is too long to be probed as one. */
export function isLong(legs: readonly Leg[]): boolean {
  return legs.some(({ bars }) => bars.length > wholeRows);
}

/** Rows that one probe of a bar recomputes, against the length of the frame: two prepared frames, and a half for a third. */
const rowsPerPoint = 2.5;
/** Rows all probes of a frame together may recompute: about twice the work of a run of 10⁵ bars. */
const rowBudget = 4_000_000;
/** Fewest points, whatever the frame's length. */
const fewest = 8;
/** Short frames get more points than long ones, up to `most`; frames of any length `usual`. */
const usual = 40;
const most = 640;
const rowsForMore = 300_000;
/** Of several symbols that are probed one by one, so many get points of their own. */
const symbols = 4;

/** Bars to probe of frames that are probed whole, at most. */
export function pointBudget(legs: readonly Leg[], wanted: number | undefined): number {
  const together = legs[0]!.strategy.scope === 'portfolio';
  const rows = Math.max(1, (together ? legs.length : 1) * Math.max(...legs.map(({ bars }) => bars.length)));
  const share = together ? 1 : Math.min(symbols, legs.length);
  const points = wanted ?? Math.min(most, Math.max(usual, Math.floor((share * rowsForMore) / rows)));
  return Math.min(points, Math.max(fewest, Math.floor(rowBudget / (rowsPerPoint * rows))));
}
