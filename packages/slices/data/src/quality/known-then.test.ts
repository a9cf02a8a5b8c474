import fc from 'fast-check';
import { loadSample } from '@bot-v2/sample-data';
import { createRandom } from '@bot-v2/quant/random';
import { barColumns } from '@bot-v2/sdk';
import type { BarColumn, CorporateAction } from '@bot-v2/sdk';
import { findingsOf } from './index.js';
import type { CheckedBars } from './index.js';
import { sessionDaysOf } from './session-days.js';

const frame = loadSample('TXN');
const rows = 900;
const yearOf = (row: number) => new Date(frame.time[row]!).getUTCFullYear();
/** Last rows of the years of the frame but the last year. */
const yearEnds = Array.from({ length: 740 }, (_, row) => row).filter((row) => yearOf(row) !== yearOf(row + 1));

/** 900 real rows with faults of many kinds: `seed` decides those up to row `at`, `later` those after it. */
function faulty(seed: number, at: number, later: number, length: number): CheckedBars {
  const columns = Object.fromEntries(barColumns.map((c) => [c, frame[c].slice(0, length)])) as Record<
    BarColumn,
    Float64Array
  >;
  const { time, open, high, low, close, volume } = columns;
  const close0 = close.slice();
  const adjustedClose = close0.map((price) => price * 0.9);
  const [dividends, splits] = [new Float64Array(length), new Float64Array(length)];
  for (const [random, first, end] of [
    [createRandom(seed), 1, at + 1],
    [createRandom(`later ${later}`), at + 1, length],
  ] as const) {
    for (let row = first; row < end; row++) {
      if (random.next() > 0.04) continue;
      // A fault reaches to the end of its side at most, so that both frames agree up to the decision.
      const until = Math.min(row + random.integer(1, 40), end);
      const factor = random.next() < 0.5 ? 100 : 2;
      switch (random.integer(0, 9)) {
        case 0:
          for (let i = row; i < until; i++) for (const c of [open, high, low, close]) c[i] = c[i]! * factor;
          break;
        case 1:
          for (const c of [open, high, low, close]) c[row] = c[row]! / factor;
          break;
        case 2:
          close[row] = close[row]! * 1.5;
          break;
        case 3:
          high[row] = high[row]! * 1.8;
          break;
        case 4:
          volume[row] = volume[row]! * (random.next() < 0.5 ? 0 : 1000);
          break;
        case 5:
          close.fill(close[row]!, row, until);
          break;
        case 6:
          for (let i = row; i < until; i++) open[i] = close[i - 1]!;
          break;
        case 7:
          dividends[row] = close[row - 1]! * random.uniform(0.001, 0.2);
          if (random.next() < 0.5) adjustedClose[row] = adjustedClose[row]! * 1.02;
          break;
        case 8:
          splits[row] = factor;
          break;
        default:
          for (let i = row; i < until; i++)
            for (const c of [open, high, low, close, volume]) c[i] = c[Math.max(i - 7, 0)]!;
      }
    }
  }
  // Rows that are missing: some on either side, the same up to the decision.
  const [early, late] = [createRandom(`early ${seed}`), createRandom(`late ${later}`)];
  const kept = [...time.keys()].filter((row) => (row <= at ? early : late).next() > 0.02 || row === at);
  const taken = (column: Float64Array) => Float64Array.from(kept, (row) => column[row]!);
  const last = time[length - 1]!;
  const time1 = taken(time);
  return {
    columns: Object.fromEntries(barColumns.map((c) => [c, taken(columns[c])])) as Record<BarColumn, Float64Array>,
    actions: (frame.actions as CorporateAction[]).filter(({ exDate }) => exDate <= last),
    adjustedClose: taken(adjustedClose),
    stated: { dividends: taken(dividends), splits: taken(splits) },
    interval: '1d',
    basis: seed % 2 === 0 ? 'raw' : 'as_given',
    sessions: seed % 3 === 0 ? undefined : sessionDaysOf('XNYS', time1),
  };
}

test('what is known of a frame at a decision does not depend on later rows, for any check', () => {
  const checks = new Set<string>();
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.oneof(
        { arbitrary: fc.constantFrom(...yearEnds), weight: 3 },
        { arbitrary: fc.integer({ min: 100, max: 700 }), weight: 1 },
      ),
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 760, max: rows }),
      (seed, at, a, b, length) => {
        // At the last row of a year the year is over: what is said of it is to rest on its rows alone.
        const decideAt = yearEnds.includes(at) ? Date.UTC(yearOf(at), 11, 31) : frame.time[at]!;
        const known = (bars: CheckedBars) => findingsOf(bars).filter(({ to }) => to <= decideAt);
        const findings = known(faulty(seed, at, a, rows));
        for (const { check } of findings) checks.add(check);
        expect(known(faulty(seed, at, b + 1, length))).toEqual(findings);
      },
    ),
    { numRuns: 80, seed: 7 },
  );
  // The test is worth something only if most checks had something to say.
  expect(checks.size).toBeGreaterThanOrEqual(14);
});

test('a finding says nothing about rows outside its own from and to', () => {
  const bars = faulty(11, 500, 12, rows);
  const { time } = bars.columns;
  for (const { check, from, to } of findingsOf(bars)) {
    expect([check, from >= time[0]! && to <= time[time.length - 1]! && from <= to]).toEqual([check, true]);
    // Cut to what the finding was made from, it is still made (its text names the same rows).
    const inside = [...time.keys()].filter((row) => time[row]! >= from && time[row]! <= to);
    const cut = (column: Float64Array) => Float64Array.from(inside, (row) => column[row]!);
    const part: CheckedBars = {
      ...bars,
      columns: Object.fromEntries(barColumns.map((c) => [c, cut(bars.columns[c])])) as Record<BarColumn, Float64Array>,
      actions: bars.actions.filter(({ exDate }) => exDate >= from && exDate <= to),
      adjustedClose: cut(bars.adjustedClose!),
      stated: { dividends: cut(bars.stated!.dividends!), splits: cut(bars.stated!.splits!) },
    };
    const again = findingsOf(part).filter((found) => found.check === check);
    expect([
      check,
      again.some((found) => new Date(found.to).getUTCFullYear() === new Date(to).getUTCFullYear()),
    ]).toEqual([check, true]);
  }
});
