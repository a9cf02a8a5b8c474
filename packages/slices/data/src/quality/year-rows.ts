import { rowsUpTo } from '@bot-v2/sdk';
import type { DataFinding, Interval } from '@bot-v2/sdk';
import type { LocatedFinding } from './quality-check.js';

const dayMs = 86_400_000;

/** The rows of one calendar year (UTC): `start` up to, not including, `end`. */
export interface YearRows {
  readonly year: number;
  readonly start: number;
  readonly end: number;
  /** When all rows of the year are known: its last day, or the last row of the frame when that is earlier. */
  readonly to: number;
}

/** Whether bars of this length carry a date rather than an instant. */
export function isDated(interval: Interval): boolean {
  return interval === '1d' || interval === '1w' || interval === '1M';
}

/**
 * Splits a time column into calendar years. `to` does not depend on which row of the year is the last one, so whether
 * a finding is known at a decision depends on the calendar alone and never on later rows.
 */
export function yearRows(time: Float64Array, interval: Interval): YearRows[] {
  const years: YearRows[] = [];
  const last = time[time.length - 1] ?? NaN;
  const step = isDated(interval) ? dayMs : 1;
  let start = 0;
  while (start < time.length) {
    const year = new Date(time[start]!).getUTCFullYear();
    const next = Date.UTC(year + 1, 0, 1);
    const end = rowsUpTo(time, next - 1);
    years.push({ year, start, end, to: Math.min(next - step, last) });
    start = end;
  }
  return years;
}

/** `2015-11-09`, the UTC date of an instant; with the time of day where it is not midnight. */
export function dateText(time: number): string {
  const text = new Date(time).toISOString();
  return time % dayMs === 0 ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** Rows of a year at which something was seen, each with a few words; none makes no finding. */
export interface Sighting {
  readonly row: number;
  readonly text?: string | undefined;
  /** Instead of the severity of the check. */
  readonly severity?: DataFinding['severity'] | undefined;
  /** What it adds to the finding's count (default 1). */
  readonly count?: number | undefined;
}

/** `2015-01-02 (+41 %), 2015-03-04 and 7 more`: at most three sightings by name. */
export function sightingText(time: Float64Array, seen: readonly Sighting[]): string {
  const named = seen
    .slice(0, 3)
    .map(({ row, text }) => dateText(time[row]!) + (text === undefined ? '' : ` (${text})`));
  return named.join(', ') + (seen.length > 3 ? ` and ${seen.length - 3} more` : '');
}

/** What `findByYear` needs to know beside the rows. */
export interface YearlySearch {
  readonly check: string;
  readonly severity: DataFinding['severity'];
  readonly time: Float64Array;
  readonly interval: Interval;
  /** Rows before the year's first that the search may look at (default 1). */
  readonly reach?: number;
  /** Sightings of one year, made from rows `first` (inclusive, `reach` before `start`) to `end` (exclusive) only. */
  readonly search: (year: YearRows & { readonly first: number }) => readonly Sighting[];
  /** The message; `where` names up to three sightings. */
  readonly message: (seen: readonly Sighting[], where: string, year: number) => string;
}

/** One finding a year and severity from what is seen in the year's rows and `reach` rows before them. */
export function findByYear(search: YearlySearch): LocatedFinding[] {
  const { check, time, interval, reach = 1 } = search;
  return yearRows(time, interval).flatMap((year) => {
    const first = Math.max(year.start - reach, 0);
    const seen = search.search({ ...year, first });
    if (seen.length === 0) return [];
    return (['error', 'warning', 'info'] as const).flatMap((severity) => {
      const these = seen.filter((sighting) => (sighting.severity ?? search.severity) === severity);
      if (these.length === 0) return [];
      const rows = these.map(({ row }) => row);
      const message = search.message(these, sightingText(time, these), year.year);
      const count = these.reduce((sum, sighting) => sum + (sighting.count ?? 1), 0);
      return [{ check, severity, message, count, from: time[first]!, to: year.to, rows }];
    });
  });
}
