import fc from 'fast-check';
import { barColumns } from '@bot-v2/sdk';
import type { Bars, Interval } from '@bot-v2/sdk';
import { calendar, dayOf } from '../calendar/index.js';
import type { TradingCalendar } from '../calendar/index.js';
import { frameAt } from '../../test/resampling-frames.js';
import { higherTimeframe } from './higher-timeframe.js';
import { resample } from './resample.js';
import { closeTimes } from './trading-spans.js';

const xnys = calendar('XNYS');
const minute = 60_000;
const names = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

interface Case {
  readonly market: TradingCalendar;
  readonly times: number[];
  readonly interval: Interval;
  readonly higher: Interval;
}

const rowsOf = (market: TradingCalendar, from: string, to: string, step: number): number[] =>
  market
    .sessions(from, to)
    .flatMap(({ open, close, pause }) =>
      Array.from({ length: Math.ceil((close - open) / (step * minute)) }, (_, k) => open + k * step * minute).filter(
        (time) => pause === undefined || time < pause.from || time >= pause.to,
      ),
    );
const dates = (market: TradingCalendar, from: string, to: string) =>
  market.sessions(from, to).map((session) => dayOf(session.date) * 86_400_000);

const cases: readonly Case[] = [
  { market: xnys, times: rowsOf(xnys, '2024-11-26', '2024-12-03', 15), interval: '15m', higher: '1d' },
  { market: xnys, times: rowsOf(xnys, '2024-03-06', '2024-03-13', 5), interval: '5m', higher: '1h' },
  { market: xnys, times: dates(xnys, '2023-10-18', '2024-02-07'), interval: '1d', higher: '1w' },
  { market: xnys, times: dates(xnys, '2023-10-18', '2024-02-07'), interval: '1d', higher: '1M' },
  {
    market: calendar('XTKS'),
    times: rowsOf(calendar('XTKS'), '2024-05-01', '2024-05-08', 15),
    interval: '15m',
    higher: '4h',
  },
  {
    market: calendar('FX'),
    times: rowsOf(calendar('FX'), '2024-10-30', '2024-11-07', 60),
    interval: '1h',
    higher: '1d',
  },
  {
    market: calendar('CRYPTO'),
    times: rowsOf(calendar('CRYPTO'), '2024-05-01', '2024-05-25', 240),
    interval: '4h',
    higher: '1w',
  },
];

/** All columns of the longer bars, laid on the frame's rows. */
function laid(frame: Bars, interval: Interval, market: TradingCalendar) {
  const { bars, lay } = higherTimeframe(frame, interval, market);
  return Object.fromEntries(names.map((name) => [name, lay(bars[name])])) as Record<
    (typeof names)[number],
    Float64Array
  >;
}

/** The frame cut after row `t`, or with other prices after it. */
function altered(frame: Bars, t: number, how: 'cut' | 'changed', noise: number): Bars {
  const columns = Object.fromEntries(
    barColumns.map((name) => [
      name,
      how === 'cut'
        ? frame[name].slice(0, t + 1)
        : frame[name].map((value, row) => (row > t && name !== 'time' ? value * (1 + noise) : value)),
    ]),
  ) as Pick<Bars, (typeof barColumns)[number]>;
  return { ...frame, ...columns, length: columns.time.length };
}

describe('higherTimeframe', () => {
  const picked = fc.tuple(
    fc.constantFrom(...cases),
    fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 120 }),
  );
  const build = ({ times, interval }: Case, missing: readonly number[]) => {
    const absent = new Set(missing);
    const kept = times.filter((_, k) => !absent.has(k));
    return frameAt(kept.length > 0 ? kept : times, interval);
  };

  it('shows at a row exactly the last bar closed by then, and not one value more', () => {
    fc.assert(
      fc.property(picked, ([one, missing]) => {
        const frame = build(one, missing);
        const { bars, bar, closeTime } = higherTimeframe(frame, one.higher, one.market);
        const columns = laid(frame, one.higher, one.market);
        const base = closeTimes(frame, one.market);
        const all = resample(frame, one.higher, one.market, { hash: () => '', partial: 'keep' });
        const offset = all.partial.first ? 1 : 0;
        for (let row = 0; row < frame.length; row++) {
          let due = -1;
          for (let k = offset; k < all.bars.length; k++) if (all.closeTime[k]! <= base[row]!) due = k - offset;
          expect(bar[row]).toBe(due);
          for (const name of names) expect(columns[name][row]).toBe(due < 0 ? NaN : all.bars[name][due + offset]);
        }
        expect([closeTime.length, bars.time.length]).toEqual([bars.length, bars.length]);
        expect(bars.interval).toBe(one.higher);
      }),
      { numRuns: 40 },
    );
  });

  it('is causal: neither cutting nor changing later rows changes what an earlier row sees', () => {
    fc.assert(
      fc.property(
        picked,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom<'cut' | 'changed'>('cut', 'changed'),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        ([one, missing], share, how, noise) => {
          const frame = build(one, missing);
          const t = Math.floor(share * (frame.length - 1));
          const whole = laid(frame, one.higher, one.market);
          const other = laid(altered(frame, t, how, noise), one.higher, one.market);
          for (const name of names) {
            expect([...other[name].slice(0, t + 1)]).toEqual([...whole[name].slice(0, t + 1)]);
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it('would be caught by that property if it showed the forming bar', () => {
    const { times, interval, market } = cases[2]!;
    const frame = frameAt(times, interval);
    const forming = (bars: Bars) => {
      const weeks = resample(bars, '1w', market, { hash: () => '', partial: 'keep' });
      return Array.from(bars.time, (time) => weeks.bars.close[weeks.bars.time.findLastIndex((t) => t <= time)]);
    };
    expect(forming(altered(frame, 20, 'changed', 1)).slice(0, 21)).not.toEqual(forming(frame).slice(0, 21));
  });

  it('shows the day of a half day from its last quarter of an hour on', () => {
    const frame = frameAt(cases[0]!.times, '15m');
    const columns = laid(frame, '1d', xnys);
    const lastOfHalfDay = frame.time.indexOf(Date.UTC(2024, 10, 29, 17, 45));
    const days = [lastOfHalfDay - 1, lastOfHalfDay].map((row) =>
      new Date(columns.time[row]!).toISOString().slice(0, 10),
    );
    expect(days).toEqual(['2024-11-27', '2024-11-29']);
  });
});
