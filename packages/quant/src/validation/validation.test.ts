import fc from 'fast-check';
import {
  binomial,
  calendarDates,
  combinations,
  combinatorialPurged,
  foldRows,
  purgedKFold,
  rowsAt,
  walkForward,
  walkForwardAt,
} from './index.js';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const text = (dates: readonly number[]) => dates.map((date) => new Date(date).toISOString().slice(0, 10));

test('combinations are all there, once, in order', () => {
  expect(combinations(4, 2)).toEqual([
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
  expect(combinations(3, 0)).toEqual([[]]);
  expect(combinations(2, 3)).toEqual([]);
  expect(binomial(12, 6)).toBe(924);
  expect(combinations(12, 6)).toHaveLength(924);
});

describe('walk forward', () => {
  const options = fc.record({
    n: fc.integer({ min: 10, max: 200 }),
    train: fc.integer({ min: 1, max: 30 }),
    test: fc.integer({ min: 1, max: 30 }),
    purge: fc.integer({ min: 0, max: 5 }),
    anchored: fc.boolean(),
    partial: fc.boolean(),
  });
  it('tests follow one another; training ends a purge before its test and never sees it', () => {
    fc.assert(
      fc.property(options, ({ n, ...rest }) => {
        fc.pre(rest.train + rest.purge < n);
        const splits = walkForward(n, rest);
        splits.forEach(({ train, test }, k) => {
          expect(test.from - train.to).toBe(rest.purge);
          expect(train.from).toBe(rest.anchored ? 0 : train.to - rest.train);
          if (k > 0) expect(test.from).toBe(splits[k - 1]!.test.to);
          if (k < splits.length - 1 || !rest.partial) expect(test.to - test.from).toBe(rest.test);
        });
        const end = splits.at(-1)?.test.to ?? rest.train + rest.purge;
        expect(n - end).toBeLessThan(rest.partial ? 1 : rest.test);
      }),
    );
  });
  it('refuses what leaves nothing to test', () => {
    expect(() => walkForward(10, { train: 8, test: 1, purge: 2 })).toThrow(/leave none/);
    expect(() => walkForward(10, { train: 0, test: 1 })).toThrow(RangeError);
    expect(() => walkForwardAt(10, [0, 12], { train: 1, test: 1 })).toThrow(/there are 10 rows/);
  });
  it('by periods: the last, incomplete one is tested only with partial', () => {
    const marks = [0, 3, 7, 9];
    expect(walkForwardAt(12, marks, { train: 2, test: 1 })).toEqual([
      { train: { from: 0, to: 7 }, test: { from: 7, to: 9 } },
    ]);
    expect(walkForwardAt(12, marks, { train: 2, test: 1, partial: true, purge: 1 }).at(-1)).toEqual({
      train: { from: 3, to: 8 },
      test: { from: 9, to: 12 },
    });
  });
});

describe('calendar', () => {
  it('names weeks, months, n-th weekdays and quarters', () => {
    const [from, to] = [day('2024-01-15'), day('2024-04-02')];
    expect(text(calendarDates({ every: 'month', at: 'start' }, from, to))).toEqual([
      '2024-02-01',
      '2024-03-01',
      '2024-04-01',
    ]);
    expect(text(calendarDates({ every: 'month', at: 'end' }, from, to))).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
    ]);
    expect(text(calendarDates({ every: 'month', at: 'weekday', week: 3, weekday: 5 }, from, to))).toEqual([
      '2024-01-19',
      '2024-02-16',
      '2024-03-15',
    ]);
    expect(text(calendarDates({ every: 'quarter', at: 'end' }, from, to))).toEqual(['2024-03-31']);
    expect(text(calendarDates({ every: 'week', weekday: 1 }, day('2024-01-15'), day('2024-01-28')))).toEqual([
      '2024-01-15',
      '2024-01-22',
    ]);
  });
  it('leaves out a fifth weekday that a month does not have', () => {
    const fifth = calendarDates(
      { every: 'month', at: 'weekday', week: 5, weekday: 1 },
      day('2021-01-01'),
      day('2021-06-01'),
    );
    expect(text(fifth)).toEqual(['2021-03-29', '2021-05-31']);
  });
  it('ends, and refuses what is no time, weekday or week', () => {
    const week = (weekday: number) => ({ every: 'week' as const, weekday });
    const monthly = { every: 'month' as const, at: 'start' as const };
    expect(calendarDates(monthly, 8.64e15 - 40 * 86_400_000, 8.64e15).length).toBeGreaterThan(0);
    for (const wrong of [Number.NaN, Infinity, 1e16]) {
      expect(() => calendarDates(monthly, wrong, 0)).toThrow(/calendarDates: from must be/);
      expect(() => calendarDates(monthly, 0, wrong)).toThrow(/calendarDates: to must be/);
    }
    for (const wrong of [7, -1, 0.5, Number.NaN]) expect(() => calendarDates(week(wrong), 0, 1)).toThrow(/weekday/);
    expect(() => calendarDates({ every: 'month', at: 'weekday', week: 6, weekday: 1 }, 0, 1)).toThrow(/week must/);
  });
  it('finds the rows of dates that are no bars', () => {
    const time = ['2024-01-02', '2024-01-03', '2024-01-05'].map(day);
    const dates = ['2024-01-01', '2024-01-03', '2024-01-04', '2024-01-06'].map(day);
    expect(rowsAt(time, dates)).toEqual([0, 1, 2, -1]);
    expect(rowsAt(time, dates, 'previous')).toEqual([-1, 1, 1, 2]);
  });
});

describe('purged cross-validation', () => {
  const options = fc.record({
    n: fc.integer({ min: 30, max: 90 }),
    folds: fc.integer({ min: 3, max: 6 }),
    purge: fc.integer({ min: 0, max: 2 }),
    embargo: fc.integer({ min: 0, max: 1 }),
  });
  it('no training row is a test row, within a purge before or a purge and an embargo after one', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 1, max: 2 }), ({ n, folds, ...rest }, testFolds) => {
        for (const { train, tests } of combinatorialPurged(n, folds, testFolds, rest).splits) {
          const tested = new Set(tests.flat());
          const near = (t: number) => {
            for (let k = 0; k <= rest.purge; k++) if (tested.has(t + k)) return true;
            for (let k = 1; k <= rest.purge + rest.embargo; k++) if (tested.has(t - k)) return true;
            return false;
          };
          for (let t = 0; t < n; t++) expect(train.includes(t)).toBe(!near(t));
        }
      }),
      { numRuns: 40 },
    );
  });
  it('every row is tested once in k folds; the last fold takes the remainder', () => {
    const rows = purgedKFold(14, 3).flatMap(({ tests }) => tests.flat());
    expect(rows).toEqual(Array.from({ length: 14 }, (_, i) => i));
    expect(foldRows(14, 3).at(-1)).toEqual({ from: 8, to: 14 });
  });
  it('paths are complete: each has every fold once', () => {
    const { paths, pathIds, pathSplits, testFolds } = combinatorialPurged(60, 6, 2);
    expect(paths).toBe(5);
    for (let p = 0; p < paths; p++) {
      const folds = testFolds.flatMap((tests, s) => tests.filter((_, j) => pathIds[s]![j] === p));
      expect(folds.sort()).toEqual([0, 1, 2, 3, 4, 5]);
    }
    expect(pathSplits.every((splits) => splits.length === paths)).toBe(true);
  });
  it('refuses what leaves nothing', () => {
    expect(() => purgedKFold(12, 3, { purge: 2, embargo: 1 })).toThrow(/leave nothing/);
    expect(() => combinatorialPurged(12, 3, 3)).toThrow(RangeError);
    expect(() => combinatorialPurged(1000, 40, 20)).toThrow(/at most/);
  });
});
