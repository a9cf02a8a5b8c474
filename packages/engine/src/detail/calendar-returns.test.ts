import fc from 'fast-check';
import { calendarReturns, monthReturns, yearReturns } from './calendar-returns.js';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const columns = (values: Record<string, number>) =>
  [Float64Array.from(Object.keys(values), day), Float64Array.from(Object.values(values))] as const;
const [time, equity] = columns({
  '2019-12-27': 110, // Friday
  '2019-12-29': 121, // Sunday
  '2019-12-30': 60.5, // Monday
  '2020-01-01': 121, // Wednesday of the same week
  '2020-02-29': 242,
  '2020-08-03': 121,
});
const listed = (period: 'week' | 'month' | 'quarter' | 'year') =>
  calendarReturns(time, equity, 100, period).map(({ start, return: grown, bars }) => [
    new Date(start).toISOString().slice(0, 10),
    Number(grown?.toFixed(12)),
    bars,
  ]);

test('weeks begin on Monday, also across a new year', () => {
  expect(listed('week')).toEqual([
    ['2019-12-23', 0.21, 2],
    ['2019-12-30', 0, 2],
    ['2020-02-24', 1, 1],
    ['2020-08-03', -0.5, 1],
  ]);
});

test('months, quarters and years without a bar have no entry, and the next grows from the last value before it', () => {
  expect(listed('month')).toEqual([
    ['2019-12-01', -0.395, 3],
    ['2020-01-01', 1, 1],
    ['2020-02-01', 1, 1],
    ['2020-08-01', -0.5, 1],
  ]);
  expect(listed('quarter')).toEqual([
    ['2019-10-01', -0.395, 3],
    ['2020-01-01', 3, 2],
    ['2020-07-01', -0.5, 1],
  ]);
  expect(listed('year')).toEqual([
    ['2019-01-01', -0.395, 3],
    ['2020-01-01', 1, 3],
  ]);
  expect(monthReturns(time, equity, 100)[1]).toEqual({ year: 2020, month: 1, return: 1, bars: 1 });
  const held = equity.map((value) => value * 2);
  expect(yearReturns(time, equity, held, 100).map((year) => year.buyAndHold)).toEqual([
    expect.closeTo(0.21, 12),
    expect.closeTo(1, 12),
  ]);
  expect(yearReturns(time, equity, null, 100)[0]!.buyAndHold).toBeNull();
});

test('from nothing or a debt there is no return, a fall into one is a loss of more than all', () => {
  const [times, values] = columns({ '2020-01-31': 50, '2020-02-28': -25, '2020-03-31': 10, '2021-01-29': 20 });
  expect(monthReturns(times, values, 100).map((month) => month.return)).toEqual([-0.5, -1.5, null, 1]);
  expect(
    yearReturns(
      times,
      values,
      values.map((value) => -value),
      100,
    ),
  ).toEqual([
    { year: 2020, return: expect.closeTo(-0.9, 12), buyAndHold: expect.closeTo(-1.1, 12), bars: 3 },
    { year: 2021, return: 1, buyAndHold: null, bars: 1 },
  ]);
  expect(calendarReturns(times, values, 0, 'year')[0]!.return).toBeNull();
});

test('of no bars there are none', () => {
  expect(calendarReturns(new Float64Array(0), new Float64Array(0), 100, 'month')).toEqual([]);
});

test('any period compounds to the return of the curve and counts every bar once, in the period that holds it', () => {
  const bar = fc.record({
    gap: fc.integer({ min: 1, max: 4_000_000_000 }),
    value: fc.double({ min: 1, max: 1e6, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(bar, { minLength: 1, maxLength: 60 }),
      fc.constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const),
      (bars, period) => {
        let at = day('1999-11-30');
        const times = Float64Array.from(bars, ({ gap }) => (at += gap));
        const values = Float64Array.from(bars, ({ value }) => value);
        const found = calendarReturns(times, values, 1000, period);
        const total = found.reduce((product, entry) => product * (1 + entry.return!), 1000);
        expect(total / values.at(-1)!).toBeCloseTo(1, 9);
        let row = 0;
        found.forEach((entry, k) => {
          const last = row + entry.bars - 1;
          expect(times[row]).toBeGreaterThanOrEqual(entry.start);
          expect(times[last]).toBeLessThan(found[k + 1]?.start ?? Infinity);
          row = last + 1;
        });
        expect(row).toBe(times.length);
      },
    ),
    { numRuns: 100 },
  );
});
