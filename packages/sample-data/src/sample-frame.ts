import type { SampleInfo } from './sample-info.js';

/** `reported`: a source file states the action. `derived`: it was computed from prices, as SOURCES.md explains. */
export type ActionOrigin = 'reported' | 'derived';

/** `ratio` new shares for one old share (7 for 7 : 1), in effect from the open of the ex-date. */
export interface SampleSplit {
  readonly type: 'split';
  /** Session date, midnight UTC, epoch ms; always the date of a bar. */
  readonly exDate: number;
  readonly ratio: number;
  readonly source: ActionOrigin;
}

/** A cash dividend: whoever holds at the close before the ex-date is paid. */
export interface SampleDividend {
  readonly type: 'dividend';
  /** Session date, midnight UTC, epoch ms; always the date of a bar. */
  readonly exDate: number;
  /** Dollars per share as shares were on that day (not adjusted for later splits). */
  readonly amount: number;
  /** True for a one-off payment, far above the regular one. */
  readonly special?: true;
  /** Present when the source fixes the amount only to within these dollars; `amount` is then the midpoint. */
  readonly bounds?: readonly [low: number, high: number];
  readonly source: ActionOrigin;
}

/** A corporate action; told apart by `type`. */
export type SampleAction = SampleSplit | SampleDividend;

/** Six columns of equal length, oldest bar first. Immutable by contract. */
export interface SampleColumns {
  /** Session date as midnight UTC, epoch ms, strictly increasing; it is a date stamp, not the hour of the open. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Shares traded, as shares were on that day; for an index the shares of its members. */
  readonly volume: Float64Array;
}

/** Daily bars at the prices that were traded, with the actions that link them. */
export interface SampleFrame extends SampleColumns {
  readonly symbol: string;
  readonly interval: '1d';
  /** Number of bars: the length of every column. */
  readonly length: number;
  readonly basis: 'raw';
  /** Ascending by `exDate`; at most one a day. */
  readonly actions: readonly SampleAction[];
  readonly tradable: boolean;
  readonly currency: string;
  /** Content hash of columns and actions, checked on loading. */
  readonly sha256: string;
  readonly info: SampleInfo;
}
