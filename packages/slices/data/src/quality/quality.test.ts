import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { barColumns, findingSchema, splitAt } from '@bot-v2/sdk';
import type { CorporateAction } from '@bot-v2/sdk';
import { getBars } from '../get-bars.js';
import type { BarsProvider, LoadedBars } from '../provider.js';
import { findingsOf, locateFindings, qualityChecks } from './index.js';
import type { CheckedBars } from './index.js';

const dayMs = 86_400_000;

/** Weekdays from a Thursday, 2015-01-01, with prices that move at every bar and opens away from the close before. */
function clean(rows: number, change: (columns: Record<string, Float64Array>) => void = () => undefined): CheckedBars {
  const column = (f: (i: number) => number) => Float64Array.from({ length: rows }, (_, i) => f(i));
  const close = (i: number) => 100 + 3 * Math.sin(i) + i / 50;
  const open = (i: number) => close(i) + 0.5 * Math.cos(i * 1.7);
  const columns = {
    time: column((i) => Date.UTC(2015, 0, 1) + (i + 2 * Math.floor((i + 3) / 5)) * dayMs),
    open: column(open),
    high: column((i) => Math.max(open(i), close(i)) + 1),
    low: column((i) => Math.min(open(i), close(i)) - 1),
    close: column(close),
    volume: column((i) => 1000 + (i % 7)),
  };
  change(columns);
  return { columns, actions: [], interval: '1d' };
}

const named = (bars: CheckedBars) =>
  findingsOf(bars).map(({ check, severity, count }) => `${check} ${severity} ${count}`);
const day = (time: number) => new Date(time).toISOString().slice(0, 10);

describe('quality checks', () => {
  test('clean bars have no findings', () => {
    expect(findingsOf(clean(600))).toEqual([]);
  });

  test('every check has a name of its own, says what it looks for and what to do about it', () => {
    const names = qualityChecks.map((check) => check.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(15);
    for (const { name, title, remedy } of qualityChecks) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(title.length).toBeGreaterThan(10);
      expect(remedy.length).toBeGreaterThan(10);
    }
  });

  test('findings are plain findings of the contract', () => {
    const bars = clean(300, ({ volume, high }) => {
      volume![50] = 0;
      high![70] = 400;
    });
    const findings = findingsOf(bars);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(findingSchema.safeParse(finding).success).toBe(true);
    expect(locateFindings(bars).map(({ rows }) => [...rows])).toEqual(expect.arrayContaining([[50], [70]]));
  });

  test('intraday bars off the grid of their interval, and hours that slip', () => {
    const minutes = clean(600, ({ time }) =>
      time!.forEach((_, i) => (time![i] = Date.UTC(2015, 0, 5, 14, 30) + i * 300_000)),
    );
    const bars: CheckedBars = { ...minutes, interval: '5m' };
    expect(named(bars)).toEqual([]);
    bars.columns.time[100] = bars.columns.time[100]! + 60_000;
    expect(named(bars)).toEqual(['off_grid_time warning 1']);

    const hours = (shift: number) => ({
      ...clean(280, ({ time }) => {
        time!.forEach((_, i) => {
          const session = Math.floor(i / 7);
          time![i] = Date.UTC(2015, 0, 5 + session, 14 + (i % 7)) + (session >= 20 ? shift : 0) * 3_600_000;
        });
      }),
      interval: '1h' as const,
    });
    expect(named(hours(0))).toEqual([]);
    expect(named(hours(1))).toEqual([]);
    expect(named(hours(-5))).toEqual(['time_zone_shift error 1']);
  });

  test('opens are distrusted by the calendar year, above a fifth of its bars', () => {
    const bars = clean(700, ({ time, open, close }) => {
      const of2016 = Array.from(time!.keys()).filter((i) => day(time![i]!).startsWith('2016'));
      of2016.slice(1).forEach((i, k) => {
        if (k % 4 === 0) open![i] = close![i - 1]!;
      });
      for (let i = 10; i < 40; i++) open![i] = close![i - 1]!; // 30 of 260 in 2015: not above a fifth
    });
    const findings = findingsOf(bars);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ check: 'open_equals_previous_close', severity: 'error', count: 65 });
    expect(day(findings[0]!.from)).toBe('2016-01-01');
    expect(day(findings[0]!.to)).toBe('2016-12-31');
  });

  test('within a day an open at the last close is what one expects; over night it is not', () => {
    const hours = (carried: (row: number) => boolean): CheckedBars => ({
      ...clean(700, ({ time, open, close }) => {
        time!.forEach((_, i) => (time![i] = Date.UTC(2015, 0, 5 + Math.floor(i / 7), 14 + (i % 7))));
        open!.forEach((_, i) => {
          if (i > 0 && carried(i)) open![i] = close![i - 1]!;
        });
      }),
      interval: '1h',
    });
    expect(named(hours((row) => row % 7 !== 0))).toEqual([]);
    expect(named(hours((row) => row % 7 === 0))).toEqual(['open_equals_previous_close error 99']);
  });

  test('a jump is found unless an action explains it', () => {
    const split = (columns: Record<string, Float64Array>) => {
      for (const c of ['open', 'high', 'low', 'close'])
        columns[c]!.forEach((v, i, all) => (all[i] = i >= 100 ? v / 7 : v));
    };
    const bars = clean(200, split);
    const exDate = bars.columns.time[100]!;
    expect(named(bars)).toEqual(['missing_split_adjustment error 1']);
    expect(findingsOf(bars)[0]!.message).toContain('like a split of 7 : 1');
    const action: CorporateAction = { type: 'split', exDate, ratio: 7, source: 'reported' };
    expect(named({ ...bars, actions: [action] })).toEqual([]);
    const late = findingsOf({ ...bars, actions: [{ ...action, exDate: bars.columns.time[101]! }] });
    expect(
      late.some(({ check, message }) => check === 'bad_split' && message.includes('7 : 1, price × 7 would fit')),
    ).toBe(true);
  });

  test('a special dividend explains a fall of its size', () => {
    const bars = clean(200, ({ open, high, low, close }) => {
      for (const c of [open, high, low, close] as Float64Array[])
        c.forEach((v, i, all) => (all[i] = i >= 100 ? v - 45 : v));
    });
    expect(named(bars)).toEqual(['large_jump warning 1']);
    const action: CorporateAction = {
      type: 'dividend',
      exDate: bars.columns.time[100]!,
      amount: 45,
      source: 'reported',
    };
    expect(named({ ...bars, actions: [action] })).toEqual([]);
  });

  test('weekday gaps: holidays inform, more than four weekdays warn', () => {
    const shifted = (days: number) =>
      clean(100, ({ time }) => {
        for (let i = 50; i < 100; i++) time![i] = time![i]! + days * dayMs;
      });
    expect(named(shifted(7))).toEqual(['weekday_gaps warning 5']);
    const holiday = clean(100);
    const columns = Object.fromEntries(
      Object.entries(holiday.columns).map(([name, c]) => [name, c.filter((_, i) => i !== 50)]),
    );
    expect(named({ ...holiday, columns: columns as CheckedBars['columns'] })).toEqual(['weekday_gaps info 1']);
  });

  test('an adjusted close that was divided is accepted, one that was subtracted is not', () => {
    const bars = clean(260);
    const cents = (x: number) => Math.round(x * 100) / 100;
    const { close } = bars.columns;
    close.forEach((price, i) => (close[i] = cents(price)));
    const divided = close.map((price, i) => cents(price * (i < 65 ? 0.96 : i < 130 ? 0.97 : i < 195 ? 0.98 : 1)));
    const subtracted = close.map((price, i) => cents(price - (i < 65 ? 9 : i < 130 ? 8 : i < 195 ? 7 : 0)));
    expect(named({ ...bars, adjustedClose: divided })).toEqual([]);
    expect(named({ ...bars, adjustedClose: subtracted })).toEqual([
      expect.stringMatching(/^adjusted_close_disagrees warning 1\d\d$/),
    ]);
  });

  test('a series without any volume is information, single bars without one are a warning', () => {
    expect(named(clean(100, ({ volume }) => volume!.fill(0)))).toEqual(['zero_volume info 100']);
    expect(named(clean(100, ({ volume }) => volume!.fill(0, 7, 9)))).toEqual(['zero_volume warning 2']);
  });

  test('what is known at a decision does not depend on later rows', async () => {
    const hash = (bars: object) => createHash('sha256').update(JSON.stringify(bars)).digest('hex');
    const load = (bars: CheckedBars): BarsProvider => ({
      id: 'test',
      load: async () =>
        ({
          symbol: 'X',
          columns: bars.columns,
          basis: 'as_given',
          actions: [],
          provenance: { kind: 'synthetic', provider: 'test', source: 'test' },
          quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: false },
        }) satisfies LoadedBars,
    });
    /** Faults at chosen rows; after `decision` another set of them. */
    const faulty = (rows: number, faults: readonly number[], decision: number, later: readonly number[]) =>
      clean(rows, ({ open, high, close, volume }) => {
        const all = [...faults.filter((i) => i <= decision), ...later.filter((i) => i > decision)];
        for (const i of all.filter((row) => row < rows && row > 5)) {
          if (i % 4 === 0) volume![i] = 0;
          if (i % 4 === 1) high![i] = 400;
          if (i % 4 === 2) close!.fill(close![i]!, i - 5, i + 1);
          if (i % 4 === 3) open!.fill(close![i - 1]!, i, i + 1);
        }
        // A stale run of the later faults may not reach back over the decision.
        if (later.some((i) => i > decision && i <= decision + 5))
          close!.forEach((_, i) => (close![i] = 100 + 3 * Math.sin(i)));
      });
    const rowsOf = fc.array(fc.nat(599), { maxLength: 12, size: 'max' });
    await fc.assert(
      fc.asyncProperty(
        rowsOf,
        rowsOf,
        rowsOf,
        fc.integer({ min: 30, max: 500 }),
        fc.integer({ min: 505, max: 600 }),
        async (f, a, b, at, n) => {
          const far = (later: number[]) => later.filter((i) => i > at + 6);
          const request = { symbol: 'X', interval: '1d' as const };
          const [x, y] = [
            await getBars(load(faulty(600, f, at, far(a))), request),
            await getBars(load(faulty(n, f, at, far(b))), request),
          ];
          const decideAt = x.time[at]!;
          const [one, two] = [splitAt(x, decideAt, hash).history, splitAt(y, decideAt, hash).history];
          expect(one.quality.findings).toEqual(two.quality.findings);
          for (const column of barColumns) expect([...one[column]]).toEqual([...two[column]]);
        },
      ),
      { numRuns: 60, unbiased: true },
    );
  });
});
