import type { DataFinding, Interval, PriceBasis } from '@bot-v2/sdk';
import type { LoadedBars, StatedEvents } from '../provider.js';
import type { SessionDays } from './session-days.js';

/** What a check looks at: the rows of the answer, already cut to the range asked for. */
export interface CheckedBars extends Pick<LoadedBars, 'columns' | 'actions' | 'adjustedClose'> {
  readonly interval: Interval;
  /** Of the prices; `as_given` when absent. Stated splits move raw prices and no others. */
  readonly basis?: PriceBasis | undefined;
  readonly stated?: StatedEvents | undefined;
  /** Days on which the exchange was open; without it weekdays are all that is known. */
  readonly sessions?: SessionDays | undefined;
}

/** A finding with the rows it names, as indices into the columns. */
export interface LocatedFinding extends DataFinding {
  readonly rows: readonly number[];
}

/**
 * One named check. Findings are made a calendar year (UTC) at a time, and each only from rows with
 * `from <= time <= to`, so that cutting a frame at a decision cuts what was not known then.
 */
export interface QualityCheck {
  readonly name: string;
  /** What it looks for, with its thresholds, in one line. */
  readonly title: string;
  /** What to do about it, in one line. */
  readonly remedy: string;
  check(bars: CheckedBars): LocatedFinding[];
}
