import type { Interval } from '@bot-v2/sdk';

/** A field or row of a file that could not be taken as it stands. */
export interface OddField {
  readonly row: number;
  readonly column: string;
  readonly text: string;
}

/** The rows of a file as given: in its order, nothing refused, NaN for what cannot be read. */
export interface GivenRows {
  readonly interval: Interval;
  readonly newestFirst: boolean;
  /** By index of `csvRoles`; an absent column is empty. Time is epoch ms UTC, the written date for daily and longer bars. */
  readonly columns: readonly Float64Array[];
  /** Line of the file of each row, from 1. */
  readonly line: Uint32Array;
  /** Written time of day in ms; NaN where only a date is written. */
  readonly clock: Float64Array;
  /** Written offset from UTC in minutes; NaN where none is written. */
  readonly offset: Float64Array;
  /** Fields that hold no number or date: missing values (blank, NaN, null …) and others. */
  readonly missing: readonly OddField[];
  readonly unreadable: readonly OddField[];
  /** Rows with more or fewer fields than the header. */
  readonly miscounted: readonly OddField[];
}
