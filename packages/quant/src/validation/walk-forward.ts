import { requireInteger } from '../parameters.js';

/** Rows `from` … `to` − 1. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** What is fitted on, and the later rows it is judged on. */
export interface WalkForwardSplit {
  readonly train: RowRange;
  readonly test: RowRange;
}

/** How rows are split walking forward. */
export interface WalkForwardOptions {
  /** Rows (or periods between marks) to fit on, ≥ 1; when anchored, those of the first split. */
  readonly train: number;
  /** Rows (or periods between marks) to judge on, ≥ 1. */
  readonly test: number;
  /** Rows left out between fitting and judging, ≥ 0; default 0. */
  readonly purge?: number;
  /** Fit on everything from row 0 on instead of a window that rolls; default false. */
  readonly anchored?: boolean;
  /** Keep a last, shorter test; default false. */
  readonly partial?: boolean;
}

/**
 * Splits `n` rows into consecutive tests, each with the rows before it to fit on. Tests do not overlap and follow one
 * another without a gap, so that their results can be stitched. A warm-up is the caller's: what needs earlier rows may
 * read them, they are in neither range.
 * @throws RangeError on options out of range, or when train and purge leave no row to test
 */
export function walkForward(n: number, options: WalkForwardOptions): WalkForwardSplit[] {
  const { train, test, purge, anchored, partial } = checked(options);
  requireInteger('walkForward', 'n', n, 1);
  if (train + purge >= n) {
    throw new RangeError(`walkForward: ${train} rows to fit on and ${purge} purged leave none of ${n} to test`);
  }
  const splits: WalkForwardSplit[] = [];
  for (let from = train + purge; from < n; from += test) {
    const to = Math.min(from + test, n);
    if (to < from + test && !partial) break;
    const end = from - purge;
    splits.push({ train: { from: anchored ? 0 : end - train, to: end }, test: { from, to } });
  }
  return splits;
}

/**
 * {@link walkForward} over periods that begin at given rows, such as the first of each month. The period after the last
 * mark counts as incomplete: its rows are tested only with `partial`.
 * @param marks rows in ascending order, each the first of a period
 * @param options `train` as a number of periods, or a row for each mark from which on is fitted for the test that begins
 *   there; −1 where there is none
 * @throws RangeError on options or marks out of range
 */
export function walkForwardAt(
  n: number,
  marks: readonly number[],
  options: Omit<WalkForwardOptions, 'train'> & { readonly train: number | readonly number[] },
): WalkForwardSplit[] {
  const starts = typeof options.train === 'number' ? undefined : options.train;
  const { train, test, purge, anchored, partial } = checked({
    ...options,
    train: starts === undefined ? (options.train as number) : 1,
  });
  marks.forEach((mark, i) => {
    requireInteger('walkForwardAt', `marks[${i}]`, mark, i === 0 ? 0 : marks[i - 1]!);
    if (mark >= n) throw new RangeError(`walkForwardAt: marks[${i}] is ${mark}, there are ${n} rows`);
  });
  const first = starts === undefined ? train : starts.findIndex((start) => start >= 0);
  const splits: WalkForwardSplit[] = [];
  for (let i = first; i >= 0 && i < marks.length; i += test) {
    const whole = i + test < marks.length;
    if (!whole && !partial) break;
    const from = marks[i]!;
    const start = anchored ? 0 : starts === undefined ? marks[i - train]! : starts[i]!;
    splits.push({
      train: { from: start, to: Math.max(start, from - purge) },
      test: { from, to: whole ? marks[i + test]! : n },
    });
  }
  return splits;
}

function checked(options: WalkForwardOptions): Required<WalkForwardOptions> {
  const { train, test, purge = 0, anchored = false, partial = false } = options;
  requireInteger('walkForward', 'train', train, 1);
  requireInteger('walkForward', 'test', test, 1);
  requireInteger('walkForward', 'purge', purge, 0);
  return { train, test, purge, anchored, partial };
}
