import fc from 'fast-check';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, Columns } from '@bot-v2/sdk';
import { z } from 'zod';
import { realBars } from '../../test/frames.js';
import { randomTape } from '../../test/random-runs.js';
import { frameAt } from '../../test/resampling-frames.js';
import { calendar, dayOf } from '../calendar/index.js';
import { runFrames } from '../frame-driver/index.js';
import { createSession, replayFeed, replayHistory, simulatedBroker } from '../session-driver/index.js';

const following = (bars: Bars, id: string): Bars => ({ ...bars, quality: { ...bars.quality, calendar: id } });
const aapl = following(realBars('AAPL'), 'XNYS');
const xnys = calendar('XNYS');
const minute = 60_000;

/** Long while the last week closed above its average. */
const weekly = (more: object = {}): AnyStrategy =>
  defineStrategy({
    id: 'weekly',
    version: '1.0.0',
    params: z.object({ weeks: z.number().default(3) }),
    warmup: (p) => p.weeks * 7,
    timeframes: { '1w': (week, p, ta) => ({ weekClose: week.close, trend: ta.sma(week.close, p.weeks) }) },
    prepare: (bars, _p, _ta, inputs) => ({ close: bars.close, weekClose: inputs.weekClose, trend: inputs.trend }),
    onBar: ({ cols, out }) => out.target(cols.weekClose.now > cols.trend.now ? 1 : 0),
    ...more,
  });

const run = (strategy: AnyStrategy, bars: Bars, more: object = {}) =>
  runFrames({
    legs: [{ symbol: bars.symbol, bars, from: Math.floor(bars.length / 2), strategy }],
    account: flatAccount(100_000),
    ...more,
  });

describe('a strategy that reads longer bars', () => {
  const quarters = (from: string, to: string) =>
    xnys
      .sessions(from, to)
      .flatMap(({ open, close }) =>
        Array.from({ length: Math.ceil((close - open) / (15 * minute)) }, (_, k) => open + k * 15 * minute),
      );
  // A half day (29 November) with the holiday before it, and both changes of the clock.
  const spans = [
    quarters('2024-11-25', '2024-12-04'),
    quarters('2024-03-06', '2024-03-14'),
    quarters('2024-10-30', '2024-11-07'),
  ];

  it('sees at each bar the last day that was over, on half days and over changes of the clock', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...spans),
        fc.uniqueArray(fc.integer({ min: 0, max: 250 }), { maxLength: 60 }),
        (times, absent) => {
          const bars = following(
            frameAt(
              times.filter((_, row) => !absent.includes(row)),
              '15m',
            ),
            'XNYS',
          );
          const seen: number[] = [];
          const watcher = defineStrategy({
            id: 'watcher',
            version: '1.0.0',
            params: z.object({}),
            warmup: () => 0,
            timeframes: { '1d': (day) => ({ dayClose: day.close }) },
            prepare: (_bars, _p, _ta, { dayClose }) => ({ dayClose }),
            onBar: ({ t, cols }) => void (seen[t] = cols.dayClose.now),
          });
          runFrames({
            legs: [{ symbol: 'X', bars, from: 0, strategy: watcher }],
            account: flatAccount(1000),
            probe: false,
          });
          const sessions = xnys.sessions('2024-03-01', '2024-12-10');
          const first = sessions.findIndex(({ close }) => close > bars.time[0]!);
          const whole = bars.time[0] === sessions[first]!.open;
          for (let row = 0; row < bars.length; row++) {
            let expected = NaN;
            for (let k = whole ? first : first + 1; k < sessions.length; k++) {
              const { open, close } = sessions[k]!;
              if (close > bars.time[row]! + 15 * minute) break;
              const last = bars.time.findLastIndex((time) => time < close);
              if (last >= 0 && bars.time[last]! >= open) expected = bars.close[last]!;
            }
            expect([row, seen[row]]).toEqual([row, expected]);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('does in a session, where the frame grows, what it does in a backtest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), async (seed, scaleFree) => {
        const bars = following(randomTape(seed, 90, 'A'), 'CRYPTO');
        const legs = [{ symbol: 'A', bars, from: 40, strategy: weekly({ scaleFree }) }];
        const account = flatAccount(10_000);
        const backtest = runFrames({ legs, account, probe: false });
        const started = legs.map((leg) => ({ ...leg, history: replayHistory(leg) }));
        const outcome = await createSession({
          legs: started,
          account,
          journal: { read: () => undefined, append: () => undefined },
          broker: simulatedBroker({ legs: started, account }),
          feed: replayFeed(legs),
        }).run();
        expect(outcome.orderHash).toBe(backtest.orderHash);
        expect([...outcome.equity]).toEqual([...backtest.equity]);
      }),
      { numRuns: 8 },
    );
  });

  it.each([true, false])('passes the look-ahead probe (scale-free: %s)', (scaleFree) => {
    const { probe, orders } = run(weekly({ scaleFree }), aapl);
    expect(orders.length).toBeGreaterThan(20);
    expect(probe).toMatchObject({ verdict: 'none_found' });
  });

  let kept: Bars | undefined;
  it.each<[string, object]>([
    [
      'the week to come, through a column of the longer bars',
      {
        timeframes: {
          '1w': (week: Bars) => ({ weekClose: week.close.map((_, k) => week.close[k + 1] ?? 0), trend: week.close }),
        },
      },
    ],
    [
      'an average over all weeks',
      {
        timeframes: {
          '1w': (week: Bars) => ({
            weekClose: week.close,
            trend: week.close.map((_, __, all) => all.reduce((a, b) => a + b) / all.length),
          }),
        },
      },
    ],
    [
      'the week to come, through longer bars it kept',
      {
        timeframes: {
          '1w': (week: Bars) => {
            kept ??= week;
            return { weekClose: week.close, trend: week.close };
          },
        },
        onBar: ({ time, out }: { time: number; out: { target(signal: number): void } }) => {
          const next = kept!.time.findIndex((start) => start > time);
          out.target(next > 0 && kept!.close[next]! > kept!.close[next - 1]! ? 1 : 0);
        },
      },
    ],
  ])('is found out when it looks at %s', (_, cheat) => {
    kept = undefined;
    expect(() => run(weekly({ scaleFree: true, ...cheat }), aapl)).toThrow(
      expect.objectContaining({ code: 'BOT_STRATEGY_LOOKAHEAD' }),
    );
  });

  it('sees no raw price of a week with a split in it', () => {
    const closes: number[] = [];
    const strategy = weekly({
      onBar: ({ cols }: { cols: Columns & { weekClose: { now: number }; close: { now: number } } }) =>
        void closes.push(cols.weekClose.now / cols.close.now),
    });
    run(strategy, aapl, { legs: [{ symbol: 'AAPL', bars: aapl, from: 0, strategy }], probe: false });
    expect(closes.length).toBe(aapl.length - 21);
    for (const ratio of closes) expect(Math.abs(Math.log(ratio))).toBeLessThan(0.3);
  });

  it.each<[string, AnyStrategy, Bars, string, RegExp]>([
    [
      'no calendar',
      weekly(),
      realBars('AAPL'),
      'BOT_CAP_INPUT',
      /weekly reads 1w bars, and AAPL names no trading calendar/,
    ],
    [
      'bars as long as its own',
      weekly(),
      { ...aapl, interval: '1w' },
      'BOT_CAP_INPUT',
      /1w bars cannot be made into 1w bars/,
    ],
    [
      'a column of another length',
      weekly({ timeframes: { '1w': (week: Bars) => ({ trend: week.close.slice(1) }) } }),
      aapl,
      'BOT_STRATEGY_OUTPUT',
      /column "trend" has \d+ rows/,
    ],
    [
      'no columns',
      weekly({ timeframes: { '1w': () => undefined } }),
      aapl,
      'BOT_STRATEGY_OUTPUT',
      /the 1w timeframe returned no columns/,
    ],
    [
      'one name twice',
      weekly({
        timeframes: { '1w': (week: Bars) => ({ trend: week.close }), '1M': (month: Bars) => ({ trend: month.close }) },
      }),
      aapl,
      'BOT_STRATEGY_OUTPUT',
      /two inputs are called "trend"/,
    ],
    [
      'a failure',
      weekly({
        timeframes: {
          '1w': () => {
            throw new Error('no such week');
          },
        },
      }),
      aapl,
      'BOT_STRATEGY_FAILED',
      /weekly on AAPL at .*no such week/,
    ],
  ])('is refused for %s', (_, strategy, bars, code, message) => {
    expect(() => run(strategy, bars)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  it('reads days of a week only when the exchange was open', () => {
    const dates = xnys.sessions('2023-12-11', '2024-01-19').map(({ date }) => dayOf(date) * 86_400_000);
    const bars = following(frameAt(dates, '1d'), 'XNYS');
    const seen = new Map<string, number>();
    const strategy = weekly({
      warmup: () => 0,
      onBar: ({ time, cols }: { time: number; cols: { weekClose: { now: number } } }) =>
        void seen.set(new Date(time).toISOString().slice(0, 10), cols.weekClose.now),
    });
    run(strategy, bars, { legs: [{ symbol: 'X', bars, from: 0, strategy }], probe: false });
    const closeOn = (date: string) => bars.close[dates.indexOf(dayOf(date) * 86_400_000)];
    // Christmas and New Year are Mondays: both weeks have four sessions and end on Friday.
    expect(seen.get('2023-12-28')).toBe(closeOn('2023-12-22'));
    expect(seen.get('2023-12-29')).toBe(closeOn('2023-12-29'));
    expect(seen.get('2024-01-02')).toBe(closeOn('2023-12-29'));
  });
});
