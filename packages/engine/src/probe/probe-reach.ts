import type { Leg } from '../loop/index.js';

/** Rows that one probe of a bar recomputes, against the length of the frame: two prepared frames, and a half for a third. */
const rowsPerPoint = 2.5;
/** Rows all probes together may recompute: of frames probed whole about twice the work of a run of 10⁵ bars, of longer ones about that of a run of 10⁶. */
const rowBudget = { whole: 4_000_000, part: 1_500_000 };
/** Fewest points, whatever the frame's length. */
const fewest = 8;
/** Frames of up to this many rows are probed whole. */
const wholeRows = 100_000;
/** Evaluated rows of longer ones that are probed, and rows of another future after each. */
const probedRows = 20_000;
const futureRows = 10_000;

/** Rows by which some other futures are longer than the frame. */
const longer = 16;
/** Short frames get more points than long ones, up to `most`; frames of any length `usual`. */
const usual = 40;
const most = 160;
const rowsForMore = 200_000;

/** How much of a run is probed. */
export interface ProbeReach {
  /** Bars to probe, at most. */
  readonly budget: number;
  /** Bars before this row of a leg may be probed. */
  readonly endOf: (leg: number) => number;
  /** Rows of a frame with another future after row `t` of a leg. */
  readonly lengthAt: (leg: number, t: number) => number;
  /** The same for a frame that is longer than the real one, where it can be. */
  readonly longerAt: (leg: number, t: number) => number;
  /** Rows of the longest of these frames of a leg. */
  readonly longest: (leg: number) => number;
  /** Whether bars of every part of the run may be probed. */
  readonly whole: boolean;
}

/**
 * Frames of up to 10⁵ rows are probed everywhere, with other futures of the same length. Of longer ones only the first
 * 20,000 evaluated rows are, with futures of 10,000 rows: the work is bounded, whatever the length.
 */
export function probeReach(legs: readonly Leg[], wanted: number | undefined): ProbeReach {
  const longest = Math.max(...legs.map((leg) => leg.bars.length));
  const whole = longest <= wholeRows;
  const endOf = (leg: number) => {
    const { bars, from } = legs[leg]!;
    return whole ? bars.length : Math.min(bars.length, from + probedRows);
  };
  const width = legs[0]!.strategy.scope === 'portfolio' ? legs.length : 1;
  const rows = width * (whole ? longest : Math.max(...legs.map((_, leg) => endOf(leg))));
  const lengthAt = (leg: number, t: number) => {
    const { length } = legs[leg]!.bars;
    return whole ? length : Math.min(length, t + 1 + futureRows);
  };
  const points = wanted ?? Math.min(most, Math.max(usual, Math.floor(rowsForMore / rows)));
  const affordable = Math.floor((whole ? rowBudget.whole : rowBudget.part) / (rowsPerPoint * Math.max(1, rows)));
  return {
    budget: Math.min(points, Math.max(fewest, affordable)),
    endOf,
    lengthAt,
    longerAt: (leg, t) => lengthAt(leg, t) + (whole ? longer : 0),
    longest: (leg) => lengthAt(leg, endOf(leg) - 1) + (whole ? longer : 0),
    whole,
  };
}
